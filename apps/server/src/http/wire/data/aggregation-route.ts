import { dimensionWords } from "@holdfast/protocol"
import { type TSchema, Type } from "typebox"
import { aggregateSessions } from "../../../session/count/aggregate-sessions.ts"
import {
  type BreakdownName,
  breakdownNames,
  foldRows,
  groupingsOf,
  isBreakdownName,
} from "../../../session/count/breakdowns.ts"
import { isTimeUnit, type TimeUnit } from "../../../session/count/time-unit.ts"
import { dimensionBreakdowns } from "../../../session/dimensions.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { type DataQuery, dataFilter, dataQuery } from "./data-filter.ts"
import type { DataRoutes } from "./data-route.ts"

type Query = DataQuery & { breakdown?: string[] }

const time = (example: string) => Type.String({ description: `such as ${example}` })
const times: Readonly<Record<TimeUnit, TSchema>> = {
  day: time("2026-08-31"),
  week: time("2026-W36, the ISO week"),
  month: time("2026-08"),
}

/** What a breakdown answers, by what is known of its dimension. */
function schemaOf(name: BreakdownName): TSchema {
  if (isTimeUnit(name)) return times[name]
  const { by, reading } = dimensionBreakdowns[name]
  if (reading === "number" || (reading !== "text" && "times" in reading)) {
    return Type.Unsafe<number | null>({ type: ["number", "null"] })
  }
  if (reading !== "text") return Type.Boolean()
  const { query } = dimensionWords[by]
  return query?.takes === "word" && query.words
    ? Type.Unsafe<string | null>({ enum: [...query.words, null] })
    : Type.Unsafe<string | null>({ type: ["string", "null"] })
}

const values = Object.fromEntries(breakdownNames.map((name) => [name, Type.Optional(schemaOf(name))]))

/** Counts of sessions by any combination of their properties. */
export function aggregationRoute({ get, services }: DataRoutes): void {
  const breakdown = Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), {
      maxItems: 100,
      description: `joined by \`-\` or \`,\`, any of ${breakdownNames.join(", ")}. Times are counted in the workspace's time zone`,
    }),
  )
  const row = Type.Object(
    { ...values, count: Type.Integer({ minimum: 0 }) },
    {
      additionalProperties: false,
      description: "the values of the breakdowns asked for, and how many sessions",
    },
  )
  const schema = {
    summary: "Count sessions",
    description:
      "A bare array: one row for each combination of values that occurs, under the names of the breakdowns, or one row with the total. Counts the sessions that the list would answer to the same filters.",
    querystring: Type.Object({ breakdown, ...dataQuery }, { additionalProperties: false }),
    response: answers(Type.Array(row), "the counts", [401, 404, 422, 503]),
  }
  get<Query>(
    { path: "session-aggregation", twin: true, operationId: "aggregateSessions", schema },
    async (request) => {
      const program = programOf(request)
      const names = readBreakdown(request.query.breakdown ?? [])
      const filter = dataFilter(program, request.query)
      const { timeZone } = program.workspace
      const rows = await aggregateSessions(services.reads.db, filter, groupingsOf(names), timeZone)
      return foldRows(rows, names)
    },
  )
}

const refused: Readonly<Record<string, string>> = {
  invoiceMonth:
    "breakdown has invoiceMonth, which needs invoices: no billing provider is connected, so Holdfast has none.",
  cooldownProjection:
    "breakdown has cooldownProjection, of which nothing published says what it counts; Holdfast does not make it up.",
}

/** @throws ApiError 422 for what is no breakdown, or is one twice */
function readBreakdown(texts: readonly string[]): BreakdownName[] {
  const names = new Set<BreakdownName>()
  for (const name of texts.flatMap((text) => text.split(/[-,]/))) {
    if (Object.hasOwn(refused, name)) throw new ApiError(422, "invalid", refused[name] ?? name)
    if (!isBreakdownName(name)) {
      const known = breakdownNames.join(", ")
      throw new ApiError(
        422,
        "invalid",
        `breakdown has "${name.slice(0, 60)}"; it takes ${known}, joined by - or a comma.`,
      )
    }
    if (names.has(name)) throw new ApiError(422, "invalid", `breakdown has ${name} twice.`)
    names.add(name)
  }
  return [...names]
}
