import { valueLabel } from "@holdfast/protocol"
import type { Cohorts, HeldRate, Rate } from "@holdfast/protocol/dashboard"
import type { ChartData, ChartRow } from "../../../charts/chart-data.ts"
import type { HeatColumn } from "../../../charts/heat-table.tsx"
import { digits } from "../../../parts/digits.ts"
import { isFew, percent, sessions } from "../figure-words.ts"
import { not, only } from "../link-to.ts"
import { ifAny, type LinkTo } from "./panel-place.ts"

export type HeatData<Row extends ChartRow> = Omit<ChartData<Row>, "columns"> & { columns: HeatColumn<Row>[] }

export interface AgeRow extends ChartRow {
  ageYears: string | null
}

/** One line an age, one column a plan: the save rate of those sessions. */
export const agesByPlans = ({ plans, ages, cells }: Cohorts, linkTo: LinkTo): HeatData<AgeRow> => {
  const names = distinct(plans.map(({ planId, name, others }) => nameOf(planId, name, others)))
  return {
    head: "Age",
    rows: ages.map((ageYears) => ({
      ...{ key: ageYears ?? "none", label: valueLabel("ageYears", ageYears), ageYears },
      href: linkTo([only("ageYears", ageYears)]),
    })),
    columns: plans.map(({ planId, others }, place) => {
      const rateOf = ({ ageYears }: AgeRow) =>
        cells.find((cell) => cell.ageYears === ageYears && cell.planId === planId && cell.others === others)
          ?.saveRate
      return {
        head: names[place] ?? "",
        says: (row) => percent(rateOf(row)?.rate ?? null),
        cell: (row) => rateOf(row)?.rate ?? null,
        // plans that are taken together cannot be filtered by
        hrefOf: (row) =>
          others === undefined
            ? ifAny(rateOf(row)?.of, linkTo([only("ageYears", row.ageYears), only("planId", planId)]))
            : null,
        tint: (row) => rateOf(row)?.rate ?? null,
        isFew: (row) => isFew(rateOf(row)?.of ?? 0),
        adds: (row) => {
          const rate = rateOf(row)
          return rate ? keptWords(rate) : null
        },
      }
    }),
  }
}

/** `14 sessions, 5 did not cancel`: where the cell leads, and what of that is the rate. */
const keptWords = ({ of, count }: Rate) => `${sessions(of)}, ${digits.format(count)} did not cancel`

/** What a plan is called; `others` are several, taken together. */
export function nameOf(planId: string | null, name: string, others: number | undefined): string {
  if (planId === null && others === undefined) return "No plan known"
  return name || (planId ?? "")
}

export interface StartRow extends ChartRow {
  start: Cohorts["starts"][number]
}

const heldDays = [30, 60, 90] as const

/** One line a month in which subscriptions began: who was kept, and who of those is still held. */
export function startsByDays({ starts }: Cohorts, linkTo: LinkTo): HeatData<StartRow> {
  const heldOf = ({ start }: StartRow, days: number): HeldRate | undefined =>
    start.held?.find((each) => each.days === days)
  const held = heldDays.map(
    (days): HeatColumn<StartRow> => ({
      head: `Held ${days} days`,
      says: (row) => percent(heldOf(row, days)?.rate ?? null),
      cell: (row) => heldOf(row, days)?.rate ?? null,
      hrefOf: ({ start }) =>
        ifAny(start.saveRate.count, linkTo([only("startMonth", start.month), not("outcome", "canceled")])),
      tint: (row) => heldOf(row, days)?.rate ?? null,
      isFew: (row) => isFew(heldOf(row, days)?.atRisk ?? 0),
      adds: (row) => {
        const rate = heldOf(row, days)
        return rate
          ? `${digits.format(row.start.saveRate.count)} did not cancel: ${digits.format(rate.atRisk)} followed so long, ${digits.format(rate.tooYoung)} too young`
          : null
      },
    }),
  )
  const saveRate: HeatColumn<StartRow> = {
    head: "Save rate",
    says: ({ start }) => percent(start.saveRate.rate),
    cell: ({ start }) => start.saveRate.rate,
    hrefOf: ({ href }) => href,
    tint: ({ start }) => start.saveRate.rate,
    isFew: ({ start }) => isFew(start.saveRate.of),
    adds: ({ start }) => keptWords(start.saveRate),
  }
  const rows = starts.map((start) => ({
    ...{ key: start.month ?? "none", label: monthWords(start.month), start },
    href: linkTo([only("startMonth", start.month)]),
  }))
  return {
    ...{ head: "Subscribed since", rows },
    columns: [saveRate, ...held.filter(({ says }) => rows.some((row) => says(row) !== null))],
  }
}

/** `August 2026`. */
export function monthWords(month: string | null): string {
  const first = month === null ? null : new Date(`${month}-01T00:00:00Z`)
  if (!first) return "Not known"
  if (Number.isNaN(first.getTime())) return month ?? ""
  return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(first)
}

/** Two plans may be called the same; columns may not. */
export const distinct = (names: readonly string[]): string[] =>
  names.map((name, place) => {
    const earlier = names.slice(0, place).filter((each) => each === name).length
    return earlier === 0 ? name : `${name} (${earlier + 1})`
  })

/** The group with the best save rate among those with enough sessions, in a sentence. */
export function cohortsSummary({ cells, plans }: Cohorts): string {
  const ranked = cells
    .filter(({ saveRate }) => !isFew(saveRate.of) && saveRate.rate !== null)
    .toSorted((a, b) => (b.saveRate.rate ?? 0) - (a.saveRate.rate ?? 0))
  const [best, worst] = [ranked[0], ranked.at(-1)]
  if (!best || !worst) return "No group has 30 sessions yet, so the figures are shown in grey."
  const said = (cell: typeof best) => {
    const plan = plans.find(({ planId, others }) => planId === cell.planId && others === cell.others)
    const name = nameOf(cell.planId, plan?.name ?? "", cell.others)
    const age =
      cell.ageYears === null ? "of an unknown age" : `after ${valueLabel("ageYears", cell.ageYears)}`
    return `${name} ${age} (${percent(cell.saveRate.rate)})`
  }
  return best === worst
    ? `The only group with 30 sessions: ${said(best)}.`
    : `Kept most: ${said(best)}. Kept least: ${said(worst)}.`
}
