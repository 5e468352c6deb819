import type { Breakdown, ReasonRow, Reasons } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { type Displayed, displayedReasons, shareColumns, sharesOf } from "../displayed.ts"
import { keptAndLost } from "../monthly-value.ts"
import { type Counted, panel } from "../panel.ts"
import type { PublishedFlow } from "../published-flows.ts"
import { countOf, rateOf } from "../rate.ts"
import { type Elsewhere, pickedByKey, readElsewhere, reasonWords } from "../reason-words.ts"
import { unitsOf } from "./over-time.ts"

const tables = (unit: "day" | "week" | "month") =>
  ({
    ends: { by: ["reason", "outcome", "period"], amounts: true },
    byTime: { by: [...shareColumns, unit] },
    byPlan: { by: [...shareColumns, "planId"] },
    byAge: { by: [...shareColumns, "ageYears"] },
    texts: { by: ["reason", "hasFeedback", "answer"] },
  }) as const satisfies Record<string, Table>

type ReasonCounts = Counted<ReturnType<typeof tables>>

/** Plans are many; these have the most sessions. */
const mostPlans = 10

/** Why customers say that they leave: among those to whom the reason was displayed. */
export const reasons = panel({
  tables,
  answer: async (now, before, beside): Promise<Reasons> => {
    const { filter, flows } = beside
    const told = [...now.byTime, ...(before?.byTime ?? [])].map(({ values }) => ({
      sawSurvey: values[0] === "true",
      blueprintId: values[1] ?? null,
      reason: values[2] ?? null,
    }))
    const elsewhere = await readElsewhere(beside, told)
    const units = await unitsOf(beside, filter.from ?? null, filter.to ?? null)
    return reasonsOf(now, before, { flows, elsewhere, labels: units.map(({ label }) => label) })
  },
})

/** What is known beside the counts. */
interface Known {
  flows: readonly PublishedFlow[]
  elsewhere: Elsewhere
  /** The days, weeks or months of the span. */
  labels: readonly string[]
}

export function reasonsOf(
  now: ReasonCounts,
  before: ReasonCounts | null,
  { flows, elsewhere, labels }: Known,
): Reasons {
  const displayed = displayedReasons(flows, elsewhere)
  const words = reasonWords(flows, elsewhere)
  const picked = pickedByKey(flows)
  const shares = sharesOf(now.byTime, displayed)
  const sharesBefore = before && sharesOf(before.byTime, displayed)
  const byLabel = Map.groupBy(now.byTime, ({ values }) => values[3] ?? "")
  const trends = labels.map((label) => ({ label, shares: sharesOf(byLabel.get(label) ?? [], displayed) }))
  const ends = Map.groupBy(now.ends, ({ values }) => values[0] ?? null)
  const texts = Map.groupBy(now.texts, ({ values }) => values[0] ?? null)
  const all = new Set([...displayed.keys(), ...chosenIn(now.ends), ...chosenIn(before?.ends ?? [])])
  const rows = [...all]
    .map((reason): ReasonRow => {
      const own = ends.get(reason) ?? []
      const kept = own.filter(({ values }) => values[1] !== "canceled")
      return {
        reason,
        name: words.nameOf(reason),
        share: shares.shareOf(reason),
        shareBefore: sharesBefore?.shareOf(reason) ?? null,
        saveRate: rateOf(countOf(kept), countOf(own)),
        value: keptAndLost(own, 2, ({ values }) => values[1] === "canceled"),
        trend: trends.map(({ label, shares }) => ({ label, share: shares.shareOf(reason) })),
        wordings: words.wordingsOf(reason),
        texts: countOf((texts.get(reason) ?? []).filter((row) => hasText(row, picked))),
      }
    })
    .filter(({ share, shareBefore }) => share.of > 0 || (shareBefore?.of ?? 0) > 0)
    .sort(
      (a, b) => b.share.count - a.share.count || b.share.of - a.share.of || (a.reason < b.reason ? -1 : 1),
    )
  const order = rows.map(({ reason }) => reason)
  return {
    rows,
    unanswered: shares.unanswered,
    byPlan: breakdownOf(now.byPlan, displayed, order).slice(0, mostPlans),
    byAge: breakdownOf(now.byAge, displayed, order).sort(
      (a, b) => Number(a.value ?? Number.POSITIVE_INFINITY) - Number(b.value ?? Number.POSITIVE_INFINITY),
    ),
  }
}

const chosenIn = (rows: readonly TableRow[]): string[] =>
  rows.flatMap(({ values }) => (values[0] == null ? [] : [values[0]]))

/** The customer wrote something: feedback, or an answer that nobody could pick. */
function hasText({ values }: TableRow, picked: ReadonlyMap<string, string>): boolean {
  const [, hasFeedback, answer = null] = values
  return hasFeedback === "true" || (answer !== null && !picked.has(answer))
}

/** The value with the most sessions first. */
function breakdownOf(rows: readonly TableRow[], displayed: Displayed, reasons: string[]): Breakdown[] {
  const byValue = Map.groupBy(rows, ({ values }) => values[3] ?? null)
  return Array.from(byValue, ([value, own]) => {
    const { shareOf } = sharesOf(own, displayed)
    const each = reasons.map((reason) => ({ reason, share: shareOf(reason) }))
    return { value, sessions: countOf(own), reasons: each.filter(({ share }) => share.of > 0) }
  }).sort((a, b) => b.sessions - a.sessions || ((a.value ?? "\uffff") < (b.value ?? "\uffff") ? -1 : 1))
}
