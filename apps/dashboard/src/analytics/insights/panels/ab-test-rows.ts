import { flowArms } from "@holdfast/protocol"
import type { RunningTest } from "@holdfast/protocol/dashboard"
import { differenceOf, verdictOf } from "@holdfast/protocol/flow"
import { armNames, differenceWords, verdictWords } from "../../../ab-tests/ab-test-words.ts"
import type { BarRow } from "../../../charts/bar-list.tsx"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { digits } from "../../../parts/digits.ts"
import { intervalWords, isFew, percent } from "./panel-words.ts"

export interface ArmBar extends BarRow {
  customers: number
  saved: number
  canceled: number
}

/** The control, then the variant. */
export const armBars = ({ arms }: RunningTest): ArmBar[] =>
  flowArms.map((arm) => {
    const { customers, saved, canceled, saveRate } = arms[arm]
    return {
      // what it is made of is customers, whom its own page lists
      ...{ key: arm, label: armNames[arm], href: null, shade: arm === "control" ? "abandoned" : "accent" },
      ...{ value: saveRate.rate, low: saveRate.low, high: saveRate.high, isFew: isFew(saveRate) },
      ...{ customers, saved, canceled },
    }
  })

const count = (number: number) => digits.format(number)

export const armColumns: ChartColumn<ArmBar>[] = [
  { head: "Customers", says: ({ customers }) => count(customers), cell: ({ customers }) => customers },
  { head: "Saved", says: ({ saved }) => count(saved), cell: ({ saved }) => saved },
  { head: "Cancelled", says: ({ canceled }) => count(canceled), cell: ({ canceled }) => canceled },
  { head: "Save rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: intervalWords },
]

/** The one sentence over the chart: the verdict, and the difference so far or at the end. */
export function testSummary({ arms, customersPerArm, confidence, end }: RunningTest): string {
  const terms = { customersPerArm, confidence }
  const { title } = verdictWords(verdictOf(arms, terms, end), arms)
  const difference = differenceOf(arms, terms, end)
  if (!difference) return `${title} No customer of each arm has an outcome yet.`
  return `${title} Variant less control${difference.isFinal ? "" : ", so far"}: ${differenceWords(difference)}.`
}
