/** As much of the schema of a query as is looked at. */
interface Parameter {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  /** Words of a list in any case. */
  accepts?: string
  items?: Parameter
}

type Query = Record<string, unknown>

/**
 * Evens out a query, in place and before it is checked, as programs and people write one: a parameter that is empty is not
 * given, a word may come in any case, and several words in one parameter, with commas between them. What has other
 * characters than words have, such as an answer or an id, stays as it came.
 */
export function evenQuery(query: Query, parameters: Readonly<Record<string, Parameter>>): void {
  for (const [name, value] of Object.entries(query)) {
    const parameter = parameters[name]
    if (!parameter) continue
    const given = [value].flat().filter((each) => each !== "")
    if (given.length === 0) delete query[name]
    else if (parameter.items) query[name] = given.flatMap((each) => evenValues(parameter.items ?? {}, each))
    else query[name] = given.length === 1 ? given[0] : given
  }
}

function evenValues(parameter: Parameter, value: unknown): unknown[] {
  const isOfList = parameter.enum !== undefined || parameter.accepts !== undefined
  if (typeof value !== "string" || !(isOfList || parameter.type === "boolean")) return [value]
  const words = value.split(",").flatMap((word) => word.trim() || [])
  return words.map((word) => {
    if (parameter.type === "boolean") return word.toLowerCase()
    const known = parameter.enum?.find((each) => String(each).toLowerCase() === word.toLowerCase())
    return known ?? word
  })
}
