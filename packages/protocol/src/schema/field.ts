import { type TSchema, type TUnsafe, Type } from "typebox"
import { billingIntervals } from "../words.ts"

/**
 * The kinds of field on the wire. Every one accepts null, which means the same as leaving the field out:
 * records read back from a Data API spell absent fields that way. `describe` is what a refusal tells the
 * sender that the field accepts.
 */

/** Longest accepted texts, in characters. */
export const limits = {
  id: 500,
  label: 10_000,
  freeText: 100_000,
  steps: 500,
  offers: 200,
  attributes: 500,
} as const

type Nullable<T> = TUnsafe<T | null>

const nullable = <T>(type: string, rest: Record<string, unknown>): Nullable<T> =>
  Type.Unsafe<T | null>({ type: [type, "null"], ...rest })

/** @param essential as for `flag` */
export const id = (description: string, essential = false) =>
  nullable<string>("string", { maxLength: limits.id, description, ...(essential && { essential }) })

export const label = (description: string) =>
  nullable<string>("string", { maxLength: limits.label, description })

/** Several in one text; a list of them is joined by commas. */
export const labels = (description: string) =>
  nullable<string>("string", { maxLength: limits.label, joins: true, description })

export const freeText = (description: string) =>
  nullable<string>("string", { maxLength: limits.freeText, description })

/** @param essential a value of another kind refuses the whole; else the field is left out */
export const flag = (description: string, essential = false) =>
  nullable<boolean>("boolean", { description, ...(essential && { essential }) })

export const number = (description: string, rest: { minimum?: number; maximum?: number } = {}) =>
  nullable<number>("number", { description, ...rest })

export const wholeNumber = (description: string) =>
  nullable<number>("integer", { minimum: 0, maximum: 1_000_000_000, description })

/** Something that has happened: from the year 2000 to a day from now. ISO 8601. */
export const instant = (description: string) =>
  nullable<string>("string", { format: "holdfast-instant", description })

/** A date that may lie in the future, such as the end of a period: 2000 to 2200. ISO 8601. */
export const calendarDate = (description: string) =>
  nullable<string>("string", { format: "holdfast-date", description })

/** @param otherwise what a word that is not among them becomes, and the field beside it that takes the word */
export const oneOf = <const T extends readonly string[]>(
  values: T,
  description: string,
  otherwise?: { word: T[number]; into: string },
) => Type.Unsafe<T[number] | null>({ enum: [...values, null], description, ...(otherwise && { otherwise }) })

const anyCase = (word: string) =>
  [...word].map((letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).join("")

/** The same words in any case; `toUpperCase` them after parsing. @param essential as for `flag` */
export const oneOfAnyCase = <const T extends readonly string[]>(
  values: T,
  description: string,
  essential = false,
) =>
  nullable<string>("string", {
    ...(essential && { essential }),
    pattern: `^(?:${values.map(anyCase).join("|")})$`,
    accepts: `one of ${values.join(", ")}`,
    description,
  })

/** A code of ISO 4217 in any case. What else the reader takes for one, such as a sign, is in `read-currency.ts`. */
export const currency = (description = "ISO 4217 code") =>
  nullable<string>("string", {
    maxLength: limits.id,
    pattern: "^[A-Za-z0-9_-]{0,12}$",
    accepts: "a code of ISO 4217, such as usd",
    reads: "currency",
    description,
  })

/** @param countIn the field beside it that says how many intervals a period has: a quarter is three months */
export const billingInterval = (description: string, countIn: string) =>
  Type.Unsafe<string | null>({ ...oneOfAnyCase(billingIntervals, description), reads: "interval", countIn })

/** A unit without which the number beside it says something else: 30 days are no 30 months. */
export const unitOf = <T extends TSchema>(number: string, unit: T): T => ({ ...unit, unitOf: number })

/** A JSON object whose keys are the merchant's own. */
export const anyObject = (description: string) =>
  Type.Unsafe<Record<string, unknown> | null>({
    type: ["object", "null"],
    maxProperties: limits.attributes,
    description,
  })
