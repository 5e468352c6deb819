import { isSpace, jsonBytes } from "./json-bytes.ts"
import { SourceError } from "./source-item.ts"

const { quote, backslash, comma, colon, openList, closeList, openObject, closeObject } = jsonBytes
const isMark = (byte: number) => byte === 0xef || byte === 0xbb || byte === 0xbf

/** Looks for the list of records in JSON, byte by byte: the whole, or what an object calls `data`. */
export class ListFinder {
  #depth = 0
  #inString = false
  #isEscaped = false
  /** The string that was read last, as far as it matters. */
  #text = ""
  #key = ""

  /** Whether something may stand behind the list. */
  get isWithinObject(): boolean {
    return this.#depth > 0
  }

  /**
   * Whether this byte opens the list.
   * @throws SourceError where there is none
   */
  opensList(byte: number): boolean {
    if (this.#inString) this.#readString(byte)
    else if (this.#depth === 0) return this.#begins(byte)
    else if (byte === quote) {
      this.#inString = true
      this.#text = ""
    } else if (byte === colon && this.#depth === 1) this.#key = this.#text
    else if (byte === comma && this.#depth === 1) this.#key = ""
    else if (byte === openList && this.#depth === 1 && this.#key === "data") return true
    else if (byte === openList || byte === openObject) this.#depth++
    else if ((byte === closeList || byte === closeObject) && --this.#depth === 0) {
      throw new SourceError(
        "is an object without a list named data; a list of records is taken, or one record to a line.",
      )
    }
    return false
  }

  #begins(byte: number): boolean {
    if (byte === openObject) this.#depth = 1
    else if (byte !== openList && !isSpace(byte) && !isMark(byte)) {
      throw new SourceError("is no list of records in JSON.")
    }
    return byte === openList
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) this.#inString = false
    if (this.#inString && this.#text.length < 8) this.#text += String.fromCharCode(byte)
  }
}
