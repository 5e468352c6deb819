import { offerTypes } from "@holdfast/protocol"
import type { OverTime, TimePoint } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { type CalendarUnit, listUnits } from "../calendar.ts"
import { readMarks } from "../marks.ts"
import { type Beside, panel } from "../panel.ts"
import { countOf, rateOf } from "../rate.ts"

/** The save rate, and how the sessions ended, by day, week or month. */
export const overTime = panel({
  tables: (unit) => ({ times: { by: [unit, "outcome", "saveType"] } satisfies Table }),
  answer: async (now, before, beside): Promise<OverTime> => {
    const { unit, filter, compared, moment, timeZone } = beside
    const { workspaceId, mode } = filter
    const units = await unitsOf(beside, filter.from ?? null, filter.to ?? null)
    const [first, last] = [units[0], units.at(-1)]
    const span = first && last && { from: first.from, to: last.to }
    return {
      unit,
      points: pointsOf(units, now.times),
      before: before && compared && pointsOf(await unitsOf(beside, compared.from, compared.to), before.times),
      marks: span ? await readMarks(moment, { workspaceId, mode, timeZone, ...span }) : [],
    }
  },
})

/** The units of a span, cut to it. Without a beginning they begin at the first session. */
export async function unitsOf(
  { moment, valid, unit, timeZone, asOf }: Beside,
  from: Date | null,
  to: Date | null,
): Promise<CalendarUnit[]> {
  const first = from ?? (await firstSession(moment, valid))
  const span = first && { from: first, to: to ?? asOf }
  if (!span || span.from >= span.to) return []
  const units = await listUnits(moment, span, unit, timeZone)
  const [earliest, latest] = [span.from.getTime(), span.to.getTime()]
  return units.map(({ label, from, to }) => ({
    label,
    from: new Date(Math.max(from.getTime(), earliest)),
    to: new Date(Math.min(to.getTime(), latest)),
  }))
}

async function firstSession(
  db: Beside["moment"],
  { workspaceId, mode }: Beside["valid"],
): Promise<Date | null> {
  const row = await db
    .selectFrom("session")
    .select((eb) => eb.fn.min("created_at").as("first"))
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .executeTakeFirst()
  return row?.first ?? null
}

function pointsOf(units: readonly CalendarUnit[], rows: readonly TableRow[]): TimePoint[] {
  const byLabel = Map.groupBy(rows, ({ values }) => values[0] ?? "")
  return units.map(({ label, from, to }) => {
    const own = byLabel.get(label) ?? []
    const ended = (outcome: string) => own.filter(({ values }) => values[1] === outcome)
    const [sessions, canceled] = [countOf(own), countOf(ended("canceled"))]
    const kinds = offerTypes.flatMap((type) => {
      const count = countOf(ended("saved").filter(({ values }) => values[2] === type))
      return count > 0 ? [[type, count]] : []
    })
    return {
      label,
      span: { from: from.toISOString(), to: to.toISOString() },
      canceled,
      abandoned: countOf(ended("abandoned")),
      saved: Object.fromEntries(kinds),
      saveRate: rateOf(sessions - canceled, sessions),
    }
  })
}
