import { Type } from "typebox"
import { readPanels } from "../../../insight/read-insights.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { sessionQuery } from "../../session-query.ts"
import { dataRange } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"
import { type InsightQuery, insightQuestion } from "./insights/insight-question.ts"

const count = Type.Integer({ minimum: 0 })
const dollars = (description: string) => Type.Unsafe<number | null>({ type: ["number", "null"], description })

const Metrics = Type.Object({
  totalSessions: Type.Integer({ minimum: 0, description: "valid sessions: settled and not bounced" }),
  unverifiedSessions: Type.Integer({
    minimum: 0,
    description: "how many of them nobody vouched for; `verified=true` leaves them out",
  }),
  customersSaved: Type.Integer({ minimum: 0, description: "sessions that took an offer" }),
  saveRate: Type.Unsafe<number | null>({
    type: ["number", "null"],
    description:
      "sessions that took an offer ÷ valid sessions, from 0 to 1; here an abandonment is no save. null without any session",
  }),
  boostedRevenueUSD: dollars(
    "invoices in dollars that were really paid after an offer was taken, in dollars; null where no billing tells, see not_available",
  ),
  averageBoostedRevenueUSD: dollars("of each session that took an offer; null without any, too"),
  boostedRevenue: Type.Optional(
    Type.Array(Type.Object({ currency: Type.String(), minor: Type.Integer(), invoices: count }), {
      description: "the same in minor units, a row a currency; absent where no billing tells",
    }),
  ),
  sessionOutcomes: Type.Object({
    saved: Type.Object({ total: count, byOfferType: Type.Record(Type.String(), count) }),
    canceled: count,
    abandoned: count,
  }),
  sampleSizeWarning: Type.Boolean({ description: "fewer than 30 sessions, which say little" }),
  summary: Type.String({ description: "the figures in one line" }),
  not_available: Type.Array(Type.Object({ fields: Type.Array(Type.String()), reason: Type.String() }), {
    description: "figures that cannot be had, and why",
  }),
})

/** How the flows do. */
export function metricsRoute({ get, services }: DataRoutes): void {
  const { segmentId, blueprintId, abtest, abtestArm, verified } = sessionQuery
  const querystring = Type.Object(
    { ...dataRange, segmentId, blueprintId, abtest, abtestArm, verified },
    { additionalProperties: false },
  )
  const schema = {
    summary: "Measure flows",
    description:
      "Save rate and outcomes of the valid sessions of all flows, of a segment, a version or a test.",
    querystring,
    response: answers(Metrics, "the figures", [401, 404, 422, 503]),
  }
  get<InsightQuery>(
    { path: "flow-metrics", twin: false, operationId: "measureFlows", schema },
    async (request) => {
      const question = insightQuestion(programOf(request), request.query)
      return (await readPanels(services.reads.db, question, ["flowMetrics"])).flowMetrics
    },
  )
}
