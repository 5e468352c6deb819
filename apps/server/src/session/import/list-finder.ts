import { isMark, isSpace, jsonBytes } from "./json-bytes.ts"
import { SourceError } from "./source-item.ts"

const { quote, backslash, comma, colon, openList, closeList, openObject, closeObject } = jsonBytes

/** What programs call the list of what they answer. */
export const listNames: ReadonlySet<string> = new Set([
  "data",
  "sessions",
  "records",
  "items",
  "results",
  "result",
  "rows",
  "docs",
  "documents",
  "entries",
  "values",
  "hits",
  "list",
])

/** What programs call the object around the list. */
const isEnvelope = (name: string) => listNames.has(name) || ["response", "body", "payload"].includes(name)

/** Names that an object has which is a record itself. */
const recordNames: ReadonlySet<string> = new Set(["_id", "createdAt"])

/** Inside so many objects a list is looked for: `{"data": {"sessions": […]}}`. */
const deepest = 3
/** Longer names are none of these. */
const longestName = 12

/** `list`: this byte opens the list of records. `record`: what began is a record by itself, or an object without a list. */
export type Verdict = "list" | "record" | null

/** Looks for the list of records in JSON, byte by byte: the whole, or what an object calls `data` or the like. */
export class ListFinder {
  #depth = 0
  /** Brackets of lists that are none of records; nothing in them counts. */
  #inOthers = 0
  #inString = false
  #isEscaped = false
  /** The string that was read last, as far as it matters. */
  #text = ""
  #key = ""

  /** In how many objects the list stands. */
  get depth(): number {
    return this.#depth
  }

  /** @throws SourceError where this is no JSON */
  read(byte: number): Verdict {
    if (this.#inString) this.#readString(byte)
    else if (this.#depth === 0) return this.#begin(byte)
    else if (byte === quote) {
      this.#inString = true
      this.#text = ""
    } else if (this.#inOthers > 0) {
      if (byte === openList || byte === openObject) this.#inOthers++
      else if (byte === closeList || byte === closeObject) this.#inOthers--
    } else if (byte === colon) {
      this.#key = this.#text
      if (this.#depth === 1 && recordNames.has(this.#key)) return "record"
    } else if (byte === comma) this.#key = ""
    else if (byte === openList && listNames.has(this.#key)) return "list"
    else if (byte === openObject && this.#depth < deepest && isEnvelope(this.#key)) this.#depth++
    else if (byte === openList || byte === openObject) this.#inOthers = 1
    else if (byte === closeObject && --this.#depth === 0) return "record"
    return null
  }

  #begin(byte: number): Verdict {
    if (byte === openObject) this.#depth = 1
    else if (byte !== openList && !isSpace(byte) && !isMark(byte)) {
      throw new SourceError("is no list of records in JSON, nor one record to a line.")
    }
    return byte === openList ? "list" : null
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) this.#inString = false
    if (this.#inString && this.#text.length < longestName) this.#text += String.fromCharCode(byte)
  }
}
