import { readAnyTime } from "../read-any-time.ts"
import { readCurrency } from "../read-currency.ts"
import { isPlainTime, readInstant } from "../read-instant.ts"
import { mostOfRecord, nothing, type Reading } from "./reading.ts"
import type { Schema } from "./tolerant-schema.ts"
import { jsonBytes } from "./unknown-fields.ts"

/** Texts up to this length are ids and the like. */
const shortText = 500

const day = 24 * 3600 * 1000

export function readWord(
  reading: Reading,
  { enum: words = [], essential, otherwise }: Schema,
  value: unknown,
): unknown {
  if (value === "") return nothing
  if (essential) return value
  const sought = typeof value === "string" ? value.trim().toLowerCase() : null
  const found = words.find((word) => typeof word === "string" && word.toLowerCase() === sought)
  if (found !== undefined) return found
  if (sought && otherwise) return otherwise.word
  return reading.leaveOut(`takes one of ${words.filter((word) => word !== null).join(", ")}`)
}

/** A text, or what is written as one: a word of a list, a time, the code of a currency. */
export function readText(reading: Reading, node: Schema, value: unknown): unknown {
  if (node.format) return readTime(reading, node, value)
  if (node.reads === "currency") return readCode(reading, value)
  if (node.joins && isTexts(value)) return readText(reading, node, value.join(","))
  if (node.accepts !== undefined) {
    const words = node.accepts.replace("one of ", "").split(", ")
    return readWord(reading, { enum: words, essential: node.essential === true }, value)
  }
  if (typeof value === "number" && Number.isFinite(value)) return String(value)
  if (typeof value !== "string") return node.essential ? value : reading.leaveOut("takes a text")
  const text = cutToRoom(reading, cutToLength(reading, storable(reading, value), node.maxLength))
  reading.room.bytes -= jsonBytes(text)
  return text
}

function readCode(reading: Reading, value: unknown): unknown {
  if (value === "") return nothing
  return (
    (typeof value === "string" ? readCurrency(value) : null) ??
    reading.leaveOut("takes a code of ISO 4217, such as usd")
  )
}

/** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
function storable(reading: Reading, text: string): string {
  if (!text.includes("\0") && text.isWellFormed()) return text
  reading.say("has a NUL character or half of a surrogate pair, which is replaced by U+FFFD")
  return text.replaceAll("\0", "\ufffd").toWellFormed()
}

function cutToLength(reading: Reading, text: string, most: number | undefined): string {
  // `maxLength` counts characters, `length` counts halves of them as well
  if (most === undefined || text.length <= most) return text
  const beginning = firstCharacters(text, most)
  if (beginning.length === text.length) return text
  reading.say(`is longer than ${most} characters, and cut`)
  return beginning
}

function cutToRoom(reading: Reading, text: string): string {
  const { bytes } = reading.room
  if (text.length <= shortText) return text
  const least = firstCharacters(text, shortText).length
  // each takes a byte or more: what is behind them does not fit, and a megabyte is not counted to learn that
  let cut = wholeUntil(text, Math.max(least, bytes))
  for (let taken = jsonBytes(cut); taken > bytes && cut.length > least; taken = jsonBytes(cut)) {
    // some room is left for what comes after it
    cut = wholeUntil(cut, Math.max(least, Math.floor(cut.length * (bytes / taken) * 0.9)))
  }
  if (cut.length === text.length && jsonBytes(text) <= bytes) return text
  reading.say(`is beyond the ${mostOfRecord / 1024} KB that are kept of a session, and cut`)
  return cut
}

/** So many units of a text, or one less where that would leave half a character. */
function wholeUntil(text: string, end: number): string {
  const last = text.charCodeAt(end - 1)
  return text.slice(0, end < text.length && last >= 0xd800 && last < 0xdc00 ? end - 1 : end)
}

function readTime(reading: Reading, { format }: Schema, value: unknown): unknown {
  if (value === "") return nothing
  const isPlain = typeof value === "string" && isPlainTime(value)
  const time = isPlain ? readInstant(value) : readAnyTime(value)
  if (!time) return reading.leaveOut("is no time that can be read; ISO 8601 is best")
  const latest = format === "holdfast-instant" ? Date.now() + day : Date.UTC(2200, 0)
  if (time.getTime() < Date.UTC(2000, 0) || time.getTime() >= latest)
    return reading.leaveOut(
      format === "holdfast-instant" ? "is not between 2000 and tomorrow" : "is not between 2000 and 2200",
    )
  // a day stays a day
  return isPlain ? value : time.toISOString()
}

/** So many characters of a text, of which some take two places. */
function firstCharacters(text: string, most: number): string {
  let end = 0
  for (let n = 0; n < most && end < text.length; n++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string")
