import {
  billingIntervals,
  type Dimension,
  type OutcomeKind,
  offerTypes,
  readFilterValue,
} from "@holdfast/protocol"
import { field } from "@holdfast/protocol/schema"
import { type TSchema, Type } from "typebox"
import type { IdName, SessionFilter, Values } from "../session/read/session-filter.ts"

/**
 * Which sessions, as a query says it (section 3.1 of the wire contract): the one definition for the Data API and for the
 * dashboard. A key that is given several times means any of its values, `-key` none of them, and the value `null` is
 * "none": no segment is the Primary Flow, no `saveType` a cancellation. `\null` is the text "null".
 */

interface Parameter {
  /** One value. */
  schema: TSchema
  description: string
}

const text = (description: string): Parameter => ({
  schema: Type.String({ minLength: 1, maxLength: field.limits.id }),
  description,
})
const textOrNone = (description: string, maxLength: number = field.limits.id): Parameter => ({
  schema: Type.String({ minLength: 1, maxLength }),
  description: `${description}, and \`\\null\` the text "null"`,
})
const oneOf = (words: readonly string[], description: string): Parameter => ({
  schema: Type.Enum([...words, "null"]),
  description,
})
const matching = (pattern: string, accepts: string, description: string): Parameter => ({
  schema: Type.String({ pattern: `^(?:${pattern}|null)$`, accepts }),
  description,
})
const flag = (description: string): Parameter => ({ schema: Type.Boolean(), description })

const ids = {
  sessionId: text("id of the session, as its record has it (`_id`)"),
  customerId: text("the merchant's id of the customer, exactly"),
  customerEmail: text("email of the customer, exactly"),
} satisfies Record<IdName, Parameter>

const ofDimensions = {
  segmentId: textOrNone("matched segment; `null` is the Primary Flow"),
  abtest: textOrNone("A/B test; `null` is none"),
  blueprintId: textOrNone("published version of the flow; `null` is none"),
  planId: textOrNone("the provider's price id; `null` is none"),
  couponId: textOrNone("coupon of the offer taken; `null` is none"),
  pauseDuration: matching("\\d{1,9}(?:\\.\\d{1,9})?", "a number, or null", "length of the pause taken"),
  billingInterval: {
    schema: field.oneOfAnyCase([...billingIntervals, "null"], "billing interval, in any case"),
    description: `billing interval in any case: ${billingIntervals.join(", ")}`,
  },
  trial: flag("on trial at the time of the session"),
  bounced: flag("set aside for a more relevant session within 24 hours"),
  verified: flag("the merchant's server vouched for the customer"),
  offerType: oneOf(offerTypes, "kind of the offer taken; `null` is no offer"),
  saveType: oneOf([...offerTypes, "ABANDON"], "how the session ended; `null` is a cancellation"),
  response: textOrNone("text of the survey choice, exactly; `null` is none", field.limits.label),
  currency: textOrNone("ISO 4217 code of the price, in any case; `null` is none"),
  ageYears: matching("\\d{1,4}", "full years as a whole number, or null", "full years subscribed"),
} satisfies Partial<Record<Dimension, Parameter>>

const outcomeFlags = {
  canceled: flag("ended with a cancellation"),
  aborted: flag("closed, or silent for 30 minutes, without a decision"),
}

const { currency, ...sameNames } = ofDimensions
const parameters = { ...ids, ...sameNames, sessionCurrency: currency, ...outcomeFlags }

type Given<Name extends string> = { [K in Name | `-${Name}`]?: (string | boolean)[] }
export type SessionQuery = Given<keyof typeof parameters | "outcome">

/** Each parameter and its negation, as properties of a query's schema. */
export function withNegations<const Name extends string>(
  of: Readonly<Record<Name, Parameter>>,
): Record<Name | `-${Name}`, TSchema> {
  const list = ({ schema }: Parameter, description: string) =>
    Type.Optional(Type.Array(schema, { maxItems: 1000, description }))
  const pairs = Object.entries<Parameter>(of).flatMap(([name, parameter]) => [
    [name, list(parameter, parameter.description)],
    [`-${name}`, list(parameter, `leaves out what \`${name}\` would choose`)],
  ])
  return Object.fromEntries(pairs) as Record<Name | `-${Name}`, TSchema>
}

/** Properties of the schema of every query that chooses sessions. */
export const sessionQuery = withNegations(parameters)

const allOutcomes: readonly OutcomeKind[] = ["open", "abandoned", "saved", "canceled"]

/**
 * The conditions of a query.
 * @param among the outcomes that the reader is about; those that the query leaves out are taken away from them
 */
export function conditionsOf(
  query: SessionQuery,
  among: readonly OutcomeKind[] = allOutcomes,
): Pick<SessionFilter, "ids" | "notIds" | "is" | "not"> {
  const is: Partial<Record<Dimension, Values>> = {}
  const not: Partial<Record<Dimension, Values>> = {}
  for (const dimension of Object.keys(ofDimensions) as (keyof typeof ofDimensions)[]) {
    const name = dimension === "currency" ? "sessionCurrency" : dimension
    const [any, none] = [query[name], query[`-${name}`]]
    if (any) is[dimension] = any.map((value) => textOf(dimension, value))
    if (none) not[dimension] = none.map((value) => textOf(dimension, value))
  }
  // a session in progress has no saveType either, and yet is no cancellation: outcomesOf tells them apart
  if (not.saveType) not.saveType = not.saveType.filter((value) => value !== null)
  const outcomes = outcomesOf(query, among)
  const missing = allOutcomes.filter((outcome) => !outcomes.includes(outcome))
  if (missing.length === 1) not.outcome = missing
  else if (missing.length > 1) is.outcome = outcomes
  return { ids: idsOf(query, ""), notIds: idsOf(query, "-"), is, not }
}

function textOf(dimension: Dimension, given: string | boolean): string | null {
  const value = String(given)
  switch (dimension) {
    case "billingInterval":
      return value.toLowerCase() === "null" ? null : value.toUpperCase()
    case "pauseDuration":
    case "ageYears":
      return value === "null" ? null : String(Number(value))
    case "currency":
      return readFilterValue(value)?.toLowerCase() ?? null
    default:
      return readFilterValue(value)
  }
}

const idsOf = (query: SessionQuery, sign: "" | "-") =>
  Object.fromEntries(
    (Object.keys(ids) as IdName[]).flatMap((name) => {
      const values = query[`${sign}${name}`]
      return values ? [[name, values.map(String)]] : []
    }),
  )

function outcomesOf(query: SessionQuery, among: readonly OutcomeKind[]): OutcomeKind[] {
  const isWanted = (name: keyof typeof outcomeFlags, is: boolean) =>
    (query[name]?.includes(is) ?? true) && !query[`-${name}`]?.includes(is)
  return among.filter(
    (outcome) =>
      isWanted("canceled", outcome === "canceled") &&
      isWanted("aborted", outcome === "abandoned") &&
      (query.outcome?.includes(outcome) ?? true) &&
      !query["-outcome"]?.includes(outcome) &&
      !(query.saveType && outcome === "open") &&
      !(query["-saveType"]?.includes("null") && outcome === "canceled"),
  )
}
