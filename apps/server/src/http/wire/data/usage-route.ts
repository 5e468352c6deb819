import { dayIn } from "@holdfast/protocol"
import { Type } from "typebox"
import type { ApiUsage } from "../../../account/api-usage.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { instants } from "../../instant.ts"
import type { DataRoutes } from "./data-route.ts"

const day = (description: string) => Type.Optional(Type.String({ maxLength: 100, description }))
type Query = { startDate?: string; endDate?: string }

const Usage = Type.Array(
  Type.Object({
    day: Type.String({ format: "date", description: "in the workspace's time zone" }),
    route: Type.String(),
    count: Type.Integer({ minimum: 1 }),
  }),
)

const isBareDay = /^\d{4}-\d{2}-\d{2}$/

/** How often the workspace's keys called the Data API. */
export function usageRoute({ get }: DataRoutes, usage: ApiUsage): void {
  const schema = {
    summary: "Count API calls",
    description: "Calls with any of the workspace's data keys by day and route, the newest day first.",
    querystring: Type.Object(
      {
        startDate: day("from this day on, or from the day of this instant"),
        endDate: day("up to this day, or the day of this instant, which is included"),
      },
      { additionalProperties: false },
    ),
    response: answers(Usage, "the calls", [401, 404, 422]),
  }
  get<Query>({ path: "api-usage", twin: false, operationId: "countApiCalls", schema }, async (request) => {
    const { workspace } = programOf(request)
    const { startDate, endDate } = request.query
    const [from, to] = instants(["startDate", startDate], ["endDate", endDate])
    const dayOf = (text: string | undefined, at: Date | undefined) =>
      // a bare day is that day of the workspace, whose midnight is another than that of UTC
      text && at ? (isBareDay.test(text) ? text : dayIn(workspace.timeZone, at)) : null
    return usage.list(workspace.id, dayOf(startDate, from), dayOf(endDate, to))
  })
}
