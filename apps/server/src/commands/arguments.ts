import { parseArgs } from "node:util"
import { readInstant } from "@holdfast/protocol"

/** Wrong words on the command line: told in one sentence, exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"]

/** Of words that are all options. */
export const readOptions = <const T extends NonNullable<Options>>(args: string[], known: T) =>
  parse(args, known, false).values

/** Of options, and of words among them that are none. */
export const readArguments = <const T extends NonNullable<Options>>(args: string[], known: T) =>
  parse(args, known, true)

function parse<const T extends NonNullable<Options>>(args: string[], known: T, allowPositionals: boolean) {
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    // a key in the wrong place is not shown, and a pipeline keeps what it was told
    throw new UsageError(sentence.replace(/(config|flow|live_data|test_data|rk|sk|whsec)_[\w-]{8,}/g, "$1_…"))
  }
}

export function wholeNumber(name: string, text: string | undefined, otherwise: number, most: number): number {
  const number = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new UsageError(`${name} is "${text}"; it takes a whole number from 1 to ${most}.`)
  }
  return number
}

export function past(name: string, text: string | undefined): Date {
  // the last midnight, so that the same seed gives the same data all day
  const date = readInstant(text ?? new Date().toISOString().slice(0, 10))
  if (!date) throw new UsageError(`${name} is "${text}"; it takes an ISO 8601 date or time.`)
  if (date > new Date())
    throw new UsageError(`${name} is "${text}"; it takes a time that is not in the future.`)
  return date
}

export function onOff(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  if (text !== "on" && text !== "off") throw new UsageError(`${name} is "${text}"; it takes on or off.`)
  return text === "on"
}

export function momentOrOff(name: string, text: string | undefined): Date | null | undefined {
  if (text === undefined) return undefined
  if (text === "off") return null
  const date = readInstant(text)
  if (!date) throw new UsageError(`${name} is "${text}"; it takes off, or a time in ISO 8601.`)
  return date
}

export function hoursOrForever(name: string, text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined
  return text === "forever" ? null : wholeNumber(name, text, 1, 87_600)
}
