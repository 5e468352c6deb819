import { noValue, readExtended } from "./extended-json.ts"

/** What became of a field: kept, perhaps changed, or left out; and why it is not as it came. */
export interface KeptField {
  entry: { name: string; value: unknown } | null
  why: string | null
}

/** An object that is no list. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const mostDepth = 32

/** So many values are looked at, kept or not: fields that are too much one after the other cost no more than this. */
const mostLookedAt = 20_000

/** What may still be kept of a record, in bytes of JSON. */
export interface Room {
  bytes: number
}

/** How many bytes a text takes as JSON in UTF-8, or a little more. */
export function jsonBytes(text: string): number {
  let bytes = 3
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x20) bytes += 6
    else if (unit < 0x80) bytes += unit === 0x22 || unit === 0x5c ? 2 : 1
    else bytes += unit < 0x800 ? 2 : 3
  }
  return bytes
}

/** Bounds what is kept of fields that nobody knows: in keys, of all depths, and in bytes of JSON. */
export class Budget {
  #keys: number
  #bytes: number
  #looks = mostLookedAt
  readonly #room: Room
  readonly #sentence: string

  /** @param room which it shares with others */
  constructor(keys: number, bytes: number, room: Room) {
    this.#keys = keys
    this.#bytes = bytes
    this.#room = room
    this.#sentence = `is beyond the ${keys} keys and ${bytes / 1024} KB that are kept of such fields`
  }

  get isFull(): boolean {
    return this.#keys < 1 || this.#bytes < 1 || this.#looks < 1 || this.#room.bytes < 1
  }

  /** Takes the field in whole or not at all: half of an object says something else. */
  keep(name: string, value: unknown): KeptField {
    if (name === "__proto__") return { entry: null, why: "is no name of a field" }
    const bytes = Math.min(this.#bytes, this.#room.bytes)
    const left = { keys: this.#keys, bytes, looks: this.#looks, wasChanged: false }
    const entry = { name: cleanText(name, left), value: clean(value, left, 1) }
    this.#looks = left.looks
    if (entry.value === tooMuch || left.keys < 1 || left.bytes < 0)
      return { entry: null, why: this.#sentence }
    this.#keys = left.keys - 1
    this.#bytes -= bytes - left.bytes
    this.#room.bytes -= bytes - left.bytes
    return {
      entry,
      why: left.wasChanged ? "has characters or numbers that cannot be kept, which are replaced" : null,
    }
  }
}

interface Left {
  keys: number
  bytes: number
  looks: number
  wasChanged: boolean
}

const tooMuch = Symbol("too much")

/** A copy that can be stored; stops where it is too much, so that a hostile value costs no more than what is kept. */
function clean(sent: unknown, left: Left, depth: number): unknown {
  left.looks -= 1
  if (left.looks < 0) return tooMuch
  const value = readExtended(sent)
  if (value === noValue) return null
  if (typeof value === "string") return cleanText(value, left)
  if (typeof value === "number" && !Number.isFinite(value)) {
    left.wasChanged = true
    return null
  }
  left.bytes -= 8
  const isList = Array.isArray(value)
  if (!isList && !isFields(value)) return value
  if (depth > mostDepth) return tooMuch
  return isList ? cleanList(value, left, depth) : cleanFields(value, left, depth)
}

function cleanList(list: readonly unknown[], left: Left, depth: number): unknown {
  const copy: unknown[] = []
  for (const entry of list) {
    if (!hasRoom(left)) return tooMuch
    const kept = clean(entry, left, depth + 1)
    if (kept === tooMuch) return tooMuch
    copy.push(kept)
  }
  return copy
}

function cleanFields(fields: Fields, left: Left, depth: number): unknown {
  const copy: [string, unknown][] = []
  for (const name of Object.keys(fields)) {
    if (!hasRoom(left)) return tooMuch
    const kept = clean(fields[name], left, depth + 1)
    if (kept === tooMuch) return tooMuch
    if (name === "__proto__") left.wasChanged = true
    else copy.push([cleanText(name, left), kept])
  }
  return Object.fromEntries(copy)
}

/** Takes the key of one more value. */
function hasRoom(left: Left): boolean {
  left.keys -= 1
  return left.keys >= 0 && left.bytes >= 0
}

/** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
function cleanText(text: string, left: Left): string {
  // of a text that is too long in any case no letter is looked at
  left.bytes -= text.length > left.bytes ? text.length : jsonBytes(text)
  if (left.bytes < 0 || (!text.includes("\0") && text.isWellFormed())) return text
  left.wasChanged = true
  return text.replaceAll("\0", "\ufffd").toWellFormed()
}
