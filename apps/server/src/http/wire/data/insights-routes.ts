import { offerTypes } from "@holdfast/protocol"
import {
  type Comparison,
  comparisons,
  type Figures,
  type OutcomeRow,
  type TimePoint,
} from "@holdfast/protocol/dashboard"
import { type Static, type TSchema, Type } from "typebox"
import { type InsightQuestion, readPanels } from "../../../insight/read-insights.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { instants } from "../../instant.ts"
import { conditionsOf, type SessionQuery, sessionQuery } from "../../session-query.ts"
import type { Program } from "../admit-program.ts"
import { type DataRange, dataRange } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"

const { bounced: _bounced, "-bounced": _notBounced, ...choices } = sessionQuery
const querystring = Type.Object(
  {
    ...dataRange,
    ...choices,
    compare: Type.Optional(
      Type.Enum([...comparisons], {
        description:
          "answers the same of an earlier span, too: of the same length before (`previous`), the same weekdays before (`weekdays`), or a year before (`year`). It needs a `startDate`",
      }),
    ),
  },
  { additionalProperties: false },
)
type Query = DataRange & SessionQuery & { compare?: Comparison }

const count = (description?: string) => Type.Integer({ minimum: 0, ...(description && { description }) })
const rate = (description: string) =>
  Type.Unsafe<number | null>({ type: ["number", "null"], minimum: 0, maximum: 1, description })
const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })
const instant = (description: string) => Type.String({ format: "date-time", description })
const minor = Type.Integer({ description: "by the month, in minor units of the currency" })

const asOf = { asOf: instant("the moment that every figure of the answer is of") }

const figures = Type.Object({
  sessions: count("valid sessions: settled and not bounced"),
  saved: count("took an offer"),
  canceled: count(),
  abandoned: count("left without a decision; they count as saved in `saveRate`"),
  saveRate: rate("not cancelled ÷ sessions; null without any"),
  offerSaveRate: rate("took an offer ÷ took an offer or cancelled; null without either"),
  value: Type.Array(Type.Object({ currency: Type.String(), kept: minor, lost: minor }), {
    description: "monthly value of the sessions with a price: kept and lost, a row a currency",
  }),
  unpriced: count("sessions without a price, which are in no value"),
  unverified: count("sessions of customers whom nobody vouched for"),
})
const Headline = Type.Object({
  ...asOf,
  ...figures.properties,
  bounced: count("set aside by another session within 24 hours, and in no figure"),
  open: count("not decided yet, and in no figure"),
  before: orNull(figures, "the same of the compared span; null unless it is asked for"),
})

const point = Type.Object({
  label: Type.String({
    description: "such as 2026-08-31, 2026-W36 or 2026-08, in the workspace's time zone",
  }),
  from: instant("the first instant"),
  to: instant("the one after the last"),
  sessions: count("valid sessions"),
  canceled: count(),
  abandoned: count(),
  saved: Type.Partial(Type.Object(Object.fromEntries(offerTypes.map((type) => [type, count()]))), {
    description: "sessions that took an offer, by its kind; a kind that did not occur is left out",
  }),
  saveRate: rate("not cancelled ÷ sessions; null without any"),
})
const SaveRate = Type.Object({
  ...asOf,
  unit: Type.Enum(["day", "week", "month"], { description: "as the length of the span has it" }),
  points: Type.Array(point, { description: "every day, week or month of the span, the oldest first" }),
  before: orNull(Type.Array(point), "those of the compared span; null unless it is asked for"),
})

const outcome = Type.Object({
  outcome: Type.Enum(["abandoned", "saved", "canceled"]),
  saveType: Type.Unsafe<string | null>({
    enum: [...offerTypes, "ABANDON", null],
    description: "null for a cancellation",
  }),
  sessions: count(),
  share: rate("of the valid sessions"),
  shareBefore: rate("in the compared span; null unless it is asked for, or without any session"),
  value: Type.Array(Type.Object({ currency: Type.String(), minor }), {
    description: "monthly value that was kept, or lost by a cancellation",
  }),
  unpriced: count("sessions without a price, which are in no value"),
})
const Outcomes = Type.Object({
  ...asOf,
  outcomes: Type.Array(outcome, { description: "each way to end that occurred" }),
})

/** The figures of the page Cancellation Analytics, for programs. */
export function insightsRoutes({ get, services }: DataRoutes): void {
  const { db } = services.reads
  const schemaOf = (summary: string, description: string, answer: TSchema) => ({
    summary,
    description: `${description} Everything is of the valid sessions that match, at one moment, as the page Cancellation Analytics shows it.`,
    querystring,
    response: answers(answer, "the figures", [401, 404, 422, 503]),
  })

  get<Query>(
    {
      ...{ path: "insights/headline", twin: false, operationId: "readHeadline" },
      schema: schemaOf("Read the headline", "Sessions, save rates and monthly value.", Headline),
    },
    async (request): Promise<Static<typeof Headline>> => {
      const { asOf, summary } = await readPanels(db, questionOf(programOf(request), request.query), [
        "summary",
      ])
      const { now, before, outside } = summary.headline
      return { asOf, ...figuresOf(now), ...outside, before: before && figuresOf(before) }
    },
  )

  get<Query>(
    {
      ...{ path: "insights/save-rate", twin: false, operationId: "readSaveRate" },
      schema: schemaOf("Read the save rate over time", "A point a day, week or month.", SaveRate),
    },
    async (request) => {
      const { asOf, overTime } = await readPanels(db, questionOf(programOf(request), request.query), [
        "overTime",
      ])
      const { unit, points, before } = overTime
      return { asOf, unit, points: points.map(pointOf), before: before?.map(pointOf) ?? null }
    },
  )

  get<Query>(
    {
      ...{ path: "insights/outcomes", twin: false, operationId: "readOutcomes" },
      schema: schemaOf("Read the outcomes", "How the sessions ended, with their monthly value.", Outcomes),
    },
    async (request) => {
      const { asOf, outcomes } = await readPanels(db, questionOf(programOf(request), request.query), [
        "outcomes",
      ])
      return { asOf, outcomes: outcomes.map(outcomeOf) }
    },
  )
}

/**
 * Which sessions a panel is asked about. It leaves out by itself what is open or bounced, and says how many.
 * @throws ApiError 422 for dates that cannot be read, are upside down or a hundred years apart
 */
function questionOf({ workspace, mode }: Program, { compare, ...query }: Query): InsightQuestion {
  const [from, upTo] = instants(["startDate", query.startDate], ["endDate", query.endDate])
  // a panel takes the end of a span as the instant after its last
  const to = upTo && new Date(upTo.getTime() + 1)
  return {
    filter: { workspaceId: workspace.id, mode, from, to, ...conditionsOf(query) },
    comparison: compare ?? null,
    timeZone: workspace.timeZone,
  }
}

const figuresOf = ({ saveRate, offerSaveRate, ...counts }: Figures): Static<typeof figures> => ({
  ...counts,
  saveRate: saveRate.rate,
  offerSaveRate: offerSaveRate.rate,
})

const pointOf = ({ label, span, saveRate, ...counts }: TimePoint) => ({
  ...{ label, from: span.from, to: span.to },
  sessions: saveRate.of,
  ...counts,
  saveRate: saveRate.rate,
})

const outcomeOf = ({ outcome, saveType, share, before, value, unpriced }: OutcomeRow) => ({
  ...{ outcome, saveType, sessions: share.count, share: share.rate, shareBefore: before?.rate ?? null },
  ...{ value, unpriced },
})
