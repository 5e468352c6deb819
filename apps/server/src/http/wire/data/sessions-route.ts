import { SessionRecord } from "@holdfast/protocol/schema"
import { Type } from "typebox"
import { readsOfKey } from "../../../account/rates/limits.ts"
import { listRecords } from "../../../session/read/list-records.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { countReads } from "../../assert-room.ts"
import { jsonArray } from "../../json-array.ts"
import { type DataQuery, dataFilter, dataQuery } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"

const page = {
  limit: Type.Integer({ default: 100, minimum: 1, maximum: 10_000, description: "records in the answer" }),
  skip: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_000_000_000,
    description: "records to leave out first",
  }),
}
type Query = DataQuery & { limit: number; skip: number }

/** Sessions as records, newest first (`createdAt`, then `_id`). */
export function sessionsRoute({ get, services }: DataRoutes): void {
  const schema = {
    summary: "List sessions",
    description:
      "A bare array, newest first. Valid sessions unless asked otherwise: settled ones that are not bounced. Page with `skip` until an answer is shorter than `limit`.",
    querystring: Type.Object({ ...page, ...dataQuery }, { additionalProperties: false }),
    response: answers(Type.Array(SessionRecord), "the sessions", [401, 404, 422, 429, 503]),
  }
  get<Query>(
    { path: "sessions", twin: true, operationId: "listSessions", schema },
    async (request, reply) => {
      const { query } = request
      const filter = dataFilter(programOf(request), query)
      const count = countReads(services, reply, readsOfKey, programOf(request).keyId, "this key")
      const pieces = listRecords(services.reads, filter, query.skip, query.limit)
      const records = await jsonArray(pieces, count)
      return reply.type("application/json; charset=utf-8").send(records)
    },
  )
}
