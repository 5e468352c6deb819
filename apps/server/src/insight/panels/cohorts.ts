import type { CohortCell, Cohorts } from "@holdfast/protocol/dashboard"
import type { HeldSaves } from "../../billing/events/after-saves.ts"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { heldRates, savesBeside } from "../held-beside.ts"
import { keptByValue, keptOf, keptTable } from "../kept-of.ts"
import { type Beside, panel } from "../panel.ts"
import { countOf, rateOf } from "../rate.ts"
import { valueNames } from "../value-names.ts"

const cellTable = { by: ["planId", "ageYears", "outcome"] } as const satisfies Table
const mostPlans = 12
const mostMonths = 24

/** The save rate by age and plan, and by the month in which the subscription began. */
export const cohorts = panel({
  tables: () => ({ cells: cellTable, starts: keptTable("startMonth") }),
  answer: async (now, _, beside): Promise<Cohorts> => ({
    ...(await cellsOf(now.cells, beside)),
    starts: startsOf(now.starts, beside, await savesBeside(beside)),
  }),
})

/** Plans beyond the largest are one. */
async function cellsOf(
  rows: readonly TableRow[],
  { moment, filter }: Beside,
): Promise<Pick<Cohorts, "plans" | "ages" | "cells">> {
  const byPlan = Array.from(
    Map.groupBy(rows, ({ values }) => values[0] ?? null),
    ([planId, own]) => ({ planId, own }),
  ).sort((a, b) => countOf(b.own) - countOf(a.own) || ((a.planId ?? "") < (b.planId ?? "") ? -1 : 1))
  // one alone beyond them takes no more room by its name
  const shown = byPlan.slice(0, byPlan.length === mostPlans + 1 ? mostPlans + 1 : mostPlans)
  const rest = byPlan.slice(shown.length)
  const nameOf = await valueNames(
    moment,
    filter,
    "planId",
    shown.map(({ planId }) => planId),
  )
  const folded =
    rest.length > 0 ? [{ planId: null, own: rest.flatMap(({ own }) => own), others: rest.length }] : []
  return {
    plans: [
      ...shown.map(({ planId }) => ({ planId, name: nameOf(planId) })),
      ...folded.map(({ others }) => ({ planId: null, name: `${others} others`, others })),
    ],
    ages: [...new Set(rows.map(({ values }) => values[1] ?? null))].sort(youngestFirst),
    cells: [...shown, ...folded].flatMap(({ own, ...plan }) =>
      Array.from(
        Map.groupBy(own, ({ values }) => values[1] ?? null),
        ([ageYears, cell]): CohortCell => {
          const { kept, of } = keptOf(cell, 2)
          return { ageYears, ...plan, saveRate: rateOf(kept, of) }
        },
      ).sort((a, b) => youngestFirst(a.ageYears, b.ageYears)),
    ),
  }
}

/** Those whose start is not known come last. */
function youngestFirst(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return Number(a) - Number(b)
}

/** Of the last months up to the end of the span those in which some began, oldest first; last, where nobody knows. */
function startsOf(
  rows: readonly TableRow[],
  { filter, asOf }: Beside,
  { saves }: HeldSaves,
): Cohorts["starts"] {
  const end = filter.to && filter.to < asOf ? new Date(filter.to.getTime() - 1) : asOf
  const labelOf = (monthsBack: number) =>
    new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - monthsBack)).toISOString().slice(0, 7)
  const byMonth = keptByValue(rows)
  const savesOf = Map.groupBy(saves, ({ startMonth }) => startMonth)
  const months = [...Array.from({ length: mostMonths }, (_, i) => labelOf(mostMonths - 1 - i)), null]
  return months.flatMap((month) => {
    const counted = byMonth.get(month)
    if (!counted) return []
    return [
      {
        ...{ month, sessions: counted.of, saveRate: rateOf(counted.kept, counted.of) },
        held: counted.kept === 0 ? null : heldRates(savesOf.get(month) ?? []),
      },
    ]
  })
}
