import type { ErrorObject } from "ajv"

const accepted: Record<string, string> = {
  "holdfast-instant": "an ISO 8601 time from the year 2000 to a day from now",
  "holdfast-date": "an ISO 8601 time from the year 2000 to 2200",
}

const list = (values: readonly unknown[]) => values.filter((value) => value !== null).join(", ")

/**
 * One sentence for the first thing that is wrong: the field, and what it accepts.
 * @param part of the request; a query's parameters are lists only because a key may be repeated
 */
export function sentenceFor(error: ErrorObject, part = "body"): string {
  const isQuery = part === "querystring"
  const field = fieldName(isQuery ? { ...error, instancePath: firstOf(error.instancePath) } : error)
  const params = error.params as Record<string, unknown>
  const said = typeof error.data === "string" ? ` is "${shorten(error.data)}"; it` : ""
  switch (error.keyword) {
    case "required":
      return `${fieldName(error, params.missingProperty)} is missing.`
    case "type":
      if (isQuery && Array.isArray(error.data)) return `${field} is given more than once; it takes one value.`
      if (isQuery) return `${field}${said} takes ${inWords[String(params.type)] ?? params.type}.`
      return `${field}${said || ` is ${kindOf(error.data)}; it`} takes ${list(typesOf(params.type))}.`
    case "enum":
      return `${field}${said} takes one of ${list(params.allowedValues as unknown[])}.`
    case "format":
      return `${field}${said} takes ${accepted[String(params.format)] ?? params.format}.`
    case "pattern": {
      const { accepts, description } = error.parentSchema as { accepts?: string; description?: string }
      return `${field}${said} takes ${accepts ?? description ?? params.pattern}.`
    }
    case "minimum":
      return `${field} is ${error.data}; it takes at least ${params.limit}.`
    case "maximum":
      return `${field} is ${error.data}; it takes at most ${params.limit}.`
    case "maxLength":
      return `${field} is ${String(error.data).length} characters long; it takes at most ${params.limit}.`
    case "maxUnits":
      return `${field} is ${String(error.data).length} characters long; it takes at most ${error.schema}.`
    case "minLength":
      return `${field} is ${lengthOf(error.data)}; it takes ${params.limit} or more characters.`
    case "maxItems":
      return `${field} has ${(error.data as unknown[]).length} entries; it takes at most ${params.limit}.`
    case "maxProperties":
      return `${field} has ${Object.keys(error.data as object).length} keys; it takes at most ${params.limit}.`
    case "additionalProperties":
      return `${fieldName(error, params.additionalProperty)} is not known here; ${knownNames(error.parentSchema)}.`
    case "discriminator":
      return `${fieldName(error, params.tag)} ${tagFault(error)}.`
    default:
      return `${field} ${error.message ?? "is not what is accepted here"}.`
  }
}

/** Everything in a query is text, so types mean nothing to who writes one. */
const inWords: Record<string, string> = { boolean: "true or false", integer: "a whole number" }

/** Which of several shapes an object has is said by one field, the tag. */
function tagFault(error: ErrorObject): string {
  const { tag, tagValue } = error.params as { tag: string; tagValue: unknown }
  if (tagValue === undefined) return "is missing"
  const { oneOf } = error.parentSchema as { oneOf: { properties: Record<string, { const?: unknown }> }[] }
  const said = typeof tagValue === "string" ? `"${shorten(tagValue)}"` : kindOf(tagValue)
  return `is ${said}; it takes one of ${list(oneOf.map(({ properties }) => properties[tag]?.const))}`
}

const firstOf = (path: string) => path.split("/").slice(0, 2).join("/")

/** A filter and its negation are named once. */
function knownNames(schema: ErrorObject["parentSchema"]): string {
  const names = Object.keys((schema as { properties?: object } | undefined)?.properties ?? {})
  const plain = names.filter((name) => !(name.startsWith("-") && names.includes(name.slice(1))))
  if (names.length === 0) return "there are no parameters"
  return plain.length === names.length
    ? `known are ${list(names)}`
    : `known are ${list(plain)}, and the filters with - before them for none of the values`
}

function lengthOf(text: unknown): string {
  const { length } = String(text)
  return length === 0 ? "empty" : `${length} ${length === 1 ? "character" : "characters"} long`
}

const typesOf = (type: unknown): unknown[] =>
  (Array.isArray(type) ? type : String(type).split(",")).filter((name) => name !== "null")

const kindOf = (value: unknown) =>
  Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`

/** `/presentedOffers/0/offerType` as a person writes it: `presentedOffers[0].offerType`. */
function fieldName(error: ErrorObject, below?: unknown): string {
  const parts = error.instancePath.split("/").slice(1)
  if (below !== undefined) parts.push(String(below))
  if (parts.length === 0) return "the body"
  return parts.reduce((name, part) => {
    const key = shorten(part.replaceAll("~1", "/").replaceAll("~0", "~"))
    if (!name) return key
    return /^\d+$/.test(key) ? `${name}[${key}]` : `${name}.${key}`
  }, "")
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
