import { type Comparison, comparisons } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import type { InsightQuestion } from "../../../insight/read-insights.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { instants } from "../../instant.ts"
import { conditionsOf, type SessionQuery, sessionQuery } from "../../session-query.ts"
import type { Program } from "../admit-program.ts"
import { type DataRange, dataRange } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"
import { changes } from "./insights/changes.ts"
import { cohorts } from "./insights/cohorts.ts"
import { headline } from "./insights/headline.ts"
import { held } from "./insights/held.ts"
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
type Query = DataRange & SessionQuery & { compare?: Comparison }

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
    get<Query>(
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
        const question = questionOf(programOf(request), request.query)
        return read(
          db,
          comparesAlways ? { ...question, comparison: question.comparison ?? "previous" } : question,
        )
      },
    )
  }
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
