import { isPlainTime, readInstant } from "@holdfast/protocol"
import { Ajv, type ValidateFunction } from "ajv"
import type { FastifySchemaCompiler } from "fastify"

export { sentenceFor } from "../schema/sentence-for.ts"

/** Bodies are taken as they are: a text is no number, an unknown field is no reason to drop it. */

const day = 24 * 3600 * 1000

/** A time without a zone is for the tolerant reader, which writes it in UTC. */
function isBetween(text: string, from: string, to: number): boolean {
  const time = isPlainTime(text) ? readInstant(text)?.getTime() : undefined
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
/** What the tolerant reader goes by. */
const marks = ["accepts", "essential", "otherwise", "reads", "countIn", "unitOf", "joins"]
for (const ajv of [bodies, texts]) {
  for (const word of marks) ajv.addKeyword(word)
  // `maxLength` counts an emoji as one character; this one counts as JavaScript does, as two
  ajv.addKeyword({
    keyword: "maxUnits",
    type: "string",
    schemaType: "number",
    validate: (most: number, text: string) => text.length <= most,
  })
}

/**
 * A schema is compiled when the first value comes: all of a server's together take longer than the rest of its start, and
 * many routes are not asked for days.
 */
export const compileSchema: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  let validate: ValidateFunction | undefined
  return (value: unknown) => {
    validate ??= (httpPart === "body" ? bodies : texts).compile(schema)
    return validate(value) || { error: validate.errors ?? [] }
  }
}

/** For a body whose schema depends on another field of its request. */
export const compileBody = (schema: object): ValidateFunction => bodies.compile(schema)
