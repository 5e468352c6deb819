import { readInstant } from "@holdfast/protocol"
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv"
import type { FastifySchemaCompiler } from "fastify"

/** Bodies are taken as they are: a text is no number, an unknown field is no reason to drop it. */

const day = 24 * 3600 * 1000

function isBetween(text: string, from: string, to: number): boolean {
  const time = readInstant(text)?.getTime()
  return time !== undefined && time >= Date.parse(from) && time < to
}

const formats = {
  "holdfast-instant": (text: string) => isBetween(text, "2000-01-01", Date.now() + day),
  "holdfast-date": (text: string) => isBetween(text, "2000-01-01", Date.parse("2200-01-01")),
}

const shared = { allowUnionTypes: true, verbose: true, formats, removeAdditional: false } as const
const bodies = new Ajv({ ...shared, coerceTypes: false })
// "Infinity" becomes a number after the type was checked; without `strictNumbers` the bounds still refuse it
const texts = new Ajv({ ...shared, coerceTypes: "array", useDefaults: true, strictNumbers: false })
const records = new Ajv({ ...shared, coerceTypes: true })
for (const ajv of [bodies, texts, records]) {
  for (const word of ["accepts", "essential", "otherwise"]) ajv.addKeyword(word)
  // `maxLength` counts an emoji as one character; this one counts as JavaScript does, as two
  ajv.addKeyword({
    keyword: "maxUnits",
    type: "string",
    schemaType: "number",
    validate: (most: number, text: string) => text.length <= most,
  })
}

export const compileSchema: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === "body" ? bodies : texts).compile(schema)

/** For a body whose schema depends on another field of its request. */
export const compileBody = (schema: object): ValidateFunction => bodies.compile(schema)

/**
 * For records of other servers, which write a number as a text here and there. What can be read as the type that is
 * asked for is changed to it in place.
 */
export const compileTolerantly = (schema: object): ValidateFunction => records.compile(schema)

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
      return `${shorten(String(params.additionalProperty))} is not known here; ${knownNames(error.parentSchema)}.`
    default:
      return `${field} ${error.message ?? "is not what is accepted here"}.`
  }
}

/** Everything in a query is text, so types mean nothing to who writes one. */
const inWords: Record<string, string> = { boolean: "true or false", integer: "a whole number" }

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
    return /^\d+$/.test(key) ? `${name}[${key}]` : name ? `${name}.${key}` : key
  }, "")
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
