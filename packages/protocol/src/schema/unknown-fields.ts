import { noValue, readExtended } from "./extended-json.ts"

/** What became of a field: kept, perhaps changed, or left out; and why it is not as it came. */
export interface KeptField {
  entry: { name: string; value: unknown } | null
  why: string | null
}

const mostDepth = 32

/** Bounds what is kept of fields that nobody knows: in keys, of all depths, and in bytes of JSON. */
export class Budget {
  #keys: number
  #bytes: number
  readonly #sentence: string

  constructor(keys: number, bytes: number) {
    this.#keys = keys
    this.#bytes = bytes
    this.#sentence = `is beyond the ${keys} keys and ${bytes / 1024} KB that are kept of such fields`
  }

  get isFull(): boolean {
    return this.#keys < 1 || this.#bytes < 1
  }

  /** Takes the field in whole or not at all: half of an object says something else. */
  keep(name: string, value: unknown): KeptField {
    if (name === "__proto__") return { entry: null, why: "is no name of a field" }
    const left = { keys: this.#keys, bytes: this.#bytes, wasChanged: false }
    const entry = { name: cleanText(name, left), value: clean(value, left, 1) }
    if (entry.value === tooMuch || left.keys < 1 || left.bytes < 0)
      return { entry: null, why: this.#sentence }
    this.#keys = left.keys - 1
    this.#bytes = left.bytes
    return {
      entry,
      why: left.wasChanged ? "has characters or numbers that cannot be kept, which are replaced" : null,
    }
  }
}

interface Left {
  keys: number
  bytes: number
  wasChanged: boolean
}

const tooMuch = Symbol("too much")

/** A copy that can be stored; stops where it is too much, so that a hostile value costs no more than what is kept. */
function clean(sent: unknown, left: Left, depth: number): unknown {
  const value = readExtended(sent)
  if (value === noValue) return null
  if (typeof value === "string") return cleanText(value, left)
  if (typeof value === "number" && !Number.isFinite(value)) {
    left.wasChanged = true
    return null
  }
  left.bytes -= 8
  if (typeof value !== "object" || value === null) return value
  if (depth > mostDepth) return tooMuch
  const copy: unknown[] = []
  for (const [name, field] of Object.entries(value)) {
    left.keys -= 1
    if (left.keys < 0 || left.bytes < 0) return tooMuch
    const kept = clean(field, left, depth + 1)
    if (kept === tooMuch) return tooMuch
    if (Array.isArray(value)) copy.push(kept)
    else if (name === "__proto__") left.wasChanged = true
    else copy.push([cleanText(name, left), kept])
  }
  return Array.isArray(value) ? copy : Object.fromEntries(copy as [string, unknown][])
}

/** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
function cleanText(text: string, left: Left): string {
  left.bytes -= text.length + 3
  if (left.bytes < 0 || (!text.includes("\0") && text.isWellFormed())) return text
  left.wasChanged = true
  return text.replaceAll("\0", "\ufffd").toWellFormed()
}
