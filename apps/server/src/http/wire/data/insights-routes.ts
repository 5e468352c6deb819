import { comparisons } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { sessionQuery } from "../../session-query.ts"
import { dataRange } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"
import { changes } from "./insights/changes.ts"
import { cohorts } from "./insights/cohorts.ts"
import { headline } from "./insights/headline.ts"
import { held } from "./insights/held.ts"
import { type InsightQuery, insightQuestion } from "./insights/insight-question.ts"
import { offers } from "./insights/offers.ts"
import { outcomes } from "./insights/outcomes.ts"
import { reasons } from "./insights/reasons.ts"
import { responseFlow } from "./insights/response-flow.ts"
import { saveRate } from "./insights/save-rate.ts"

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

const insights = [
  headline,
  saveRate,
  outcomes,
  offers,
  reasons,
  responseFlow,
  cohorts,
  held,
  changes,
] as const

/** The figures of the page Cancellation Analytics, for programs. */
export function insightsRoutes({ get, services }: DataRoutes): void {
  const { db } = services.reads
  for (const { path, operationId, summary, description, schema, read, comparesAlways } of insights) {
    get<InsightQuery>(
      {
        ...{ path: `insights/${path}`, twin: false, operationId },
        schema: {
          summary,
          description: `${description} Everything is of the valid sessions that match, at one moment, as the page Cancellation Analytics shows it.`,
          querystring,
          response: answers(schema, "the figures", [401, 404, 422, 503]),
        },
      },
      (request) => {
        const question = insightQuestion(programOf(request), request.query)
        return read(
          db,
          comparesAlways ? { ...question, comparison: question.comparison ?? "previous" } : question,
        )
      },
    )
  }
}
