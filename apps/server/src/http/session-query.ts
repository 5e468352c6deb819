import {
  type Dimension,
  type DimensionParameter,
  type DimensionQuery,
  dimensionQueries,
  type OfferWord,
  type OutcomeKind,
  parameterOf,
  type QueriedDimension,
  readDimensionValue,
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

const matching = (pattern: string, accepts: string, description: string): Parameter => ({
  schema: Type.String({ pattern: `^(?:${pattern}|null)$`, accepts }),
  description,
})
const flag = (description: string): Parameter => ({ schema: Type.Boolean(), description })

const id = (description: string): Parameter => ({
  schema: Type.String({ minLength: 1, maxLength: field.limits.id }),
  description,
})
const ids = {
  sessionId: id("id of the session, as its record has it (`_id`)"),
  customerId: id("the merchant's id of the customer, exactly"),
  customerEmail: id("email of the customer, exactly"),
} satisfies Record<IdName, Parameter>

const queried = Object.keys(dimensionQueries) as QueriedDimension[]
const ofDimensions = Object.fromEntries(
  queried.map((dimension) => [parameterOf(dimension), readParameter(dimensionQueries[dimension])]),
) as Record<DimensionParameter, Parameter>

function readParameter({ takes, words = [], isLong, about }: DimensionQuery): Parameter {
  switch (takes) {
    case "text":
    case "code":
      return {
        schema: Type.String({ minLength: 1, maxLength: isLong ? field.limits.label : field.limits.id }),
        description: `${about}, and \`\\null\` the text "null"`,
      }
    case "flag":
      return flag(about)
    case "word":
      return { schema: Type.Enum([...words, "null"]), description: about }
    case "anyCase":
      return {
        schema: field.oneOfAnyCase([...words, "null"], `${about}, in any case`),
        description: `${about} in any case: ${words.join(", ")}`,
      }
    case "number":
      return matching("\\d{1,9}(?:\\.\\d{1,9})?", "a number, or null", about)
    case "whole":
      return matching("\\d{1,4}", "full years as a whole number, or null", about)
  }
}

const outcomeFlags = {
  canceled: flag("ended with a cancellation"),
  aborted: flag("closed, or silent for 30 minutes, without a decision"),
}

const offers: Parameter = {
  schema: Type.String({
    pattern: "^(?:accepted|declined|ignored):.+$",
    maxLength: field.limits.id + 16,
    accepts: "`accepted:`, `declined:` or `ignored:`, and the guid of an offer or a kind of offer",
  }),
  description:
    "how an offer or a kind of offer ended that the session showed: `accepted:DISCOUNT`, `ignored:` and the guid of an offer",
}

const parameters = { ...ids, ...ofDimensions, ...outcomeFlags, offers }

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
): Pick<SessionFilter, "ids" | "notIds" | "is" | "not" | "offers" | "notOffers"> {
  const is: Partial<Record<Dimension, Values>> = {}
  const not: Partial<Record<Dimension, Values>> = {}
  for (const dimension of queried) {
    const name = parameterOf(dimension)
    const [any, none] = [query[name], query[`-${name}`]]
    if (any) is[dimension] = any.map((value) => readDimensionValue(dimension, String(value)))
    if (none) not[dimension] = none.map((value) => readDimensionValue(dimension, String(value)))
  }
  // a session in progress has no saveType either, and yet is no cancellation: outcomesOf tells them apart
  if (not.saveType) not.saveType = not.saveType.filter((value) => value !== null)
  const outcomes = outcomesOf(query, among)
  const missing = allOutcomes.filter((outcome) => !outcomes.includes(outcome))
  if (missing.length === 1) not.outcome = missing
  else if (missing.length > 1) is.outcome = outcomes
  return {
    ...{ ids: idsOf(query, ""), notIds: idsOf(query, "-"), is, not },
    ...(query.offers && { offers: wordsOf(query.offers) }),
    ...(query["-offers"] && { notOffers: wordsOf(query["-offers"]) }),
  }
}

/** What the query's schema has let through. */
const wordsOf = (given: readonly (string | boolean)[]) => given.map((word) => String(word) as OfferWord)

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
