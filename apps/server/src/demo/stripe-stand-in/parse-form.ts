import { refuse } from "./stripe-refusal.ts"

/** What a form says: a text, a list or named values. */
export type FormValue = string | FormValue[] | FormFields
export interface FormFields {
  [name: string]: FormValue
}

const keyPattern = /^([^[\]]+)((?:\[[^[\]]*\])*)$/

/** Reads a query or a body as Stripe's clients write them: `items[0][price]=x&expand[]=customer`. */
export function parseForm(text: string): FormFields {
  const root: FormFields = Object.create(null)
  for (const [key, value] of new URLSearchParams(text)) {
    const [, first, rest] = keyPattern.exec(key) ?? []
    if (first === undefined) throw refuse(`Invalid parameter name: ${key}`, { param: key })
    put(root, [first, ...[...(rest ?? "").matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "")], value)
  }
  return withLists(root) as FormFields
}

function put(into: FormFields, path: string[], value: string): void {
  const [name = "", ...rest] = path
  const key = name === "" ? String(Object.keys(into).length) : name
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = into[key]
  const fields: FormFields = typeof inner === "object" && !Array.isArray(inner) ? inner : Object.create(null)
  into[key] = fields
  put(fields, rest, value)
}

/** Fields that are numbered from 0 on are a list. */
function withLists(value: FormValue): FormValue {
  if (typeof value !== "object" || Array.isArray(value)) return value
  const entries = Object.entries(value)
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index))
  if (isList) return entries.map(([, each]) => withLists(each))
  const fields: FormFields = Object.create(null)
  for (const [key, each] of entries) fields[key] = withLists(each)
  return fields
}
