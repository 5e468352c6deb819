import { noValue, readExtended } from "./extended-json.ts"
import { readList } from "./read-list.ts"
import { readObject } from "./read-object.ts"
import { readFlag, readNumber } from "./read-scalar.ts"
import { readText, readWord } from "./read-text.ts"
import { type Ignored, nothing, type OnIgnored, Reading } from "./reading.ts"
import { type Schema, typeOf } from "./tolerant-schema.ts"

/**
 * A session is worth more than any of its fields, and the clients that send them show no error to anybody. So a field
 * that cannot be read is left out and named, and the session is kept without it. One reader for every way in.
 *
 * Reads what a client sent by its schema. The value is not changed; what could not be read is absent from the answer.
 * What the schema calls essential, and what it requires, stays as it is for the check that follows.
 * @param onIgnored is told of each entry of `ignored`, with its place in the value
 */
export function readTolerantly(
  schema: object,
  value: unknown,
  onIgnored?: OnIgnored,
): { value: unknown; ignored: Ignored[] } {
  const reading = new Reading(onIgnored, readField)
  const read = readField(reading, schema as Schema, value)
  return { value: read === nothing ? value : read, ignored: reading.ignored }
}

function readField(reading: Reading, schema: Schema, sent: unknown): unknown {
  const value = readExtended(sent)
  if (value === noValue) return nothing
  if (value === null) return null
  const node = schema.anyOf?.find(({ type }) => type !== "null") ?? schema
  if (node.enum) return readWord(reading, node, value)
  switch (typeOf(node)) {
    case "string":
      return readText(reading, node, value)
    case "number":
    case "integer":
      return readNumber(reading, node, value)
    case "boolean":
      return readFlag(reading, node, value)
    case "array":
      return readList(reading, node, value)
    case "object":
      return readObject(reading, node, value)
    default:
      return value
  }
}
