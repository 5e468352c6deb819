import { flowArms } from "@holdfast/protocol"
import type { RunningTest } from "@holdfast/protocol/dashboard"
import { differenceOf, verdictOf, wilsonInterval } from "@holdfast/protocol/flow"
import { armNames, differenceWords, verdictWords } from "../../../ab-tests/ab-test-words.ts"
import type { BarRow } from "../../../charts/bar-list.tsx"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { digits } from "../../../parts/digits.ts"
import { dayOf } from "../../../time/day.ts"
import { interval, isFew, percent } from "../figure-words.ts"
import { linkTo, only, type Place } from "../link-to.ts"
import { ifAny } from "./panel-place.ts"

export interface ArmBar extends BarRow {
  exposed: number
  customers: number
  saved: number
  canceled: number
  sessions: number
}

/** The control, then the variant. Each leads to its sessions, of all days since the test began. */
export const armBars = ({ id, startedAt, confidence, arms }: RunningTest, place: Place): ArmBar[] =>
  flowArms.map((arm) => {
    const { customers, saved, sessions } = arms[arm]
    const all: Place = {
      ...place,
      view: {
        ...place.view,
        range: { kind: "own", first: dayOf(new Date(startedAt)), last: place.today },
        search: null,
        choices: [],
      },
    }
    const reach =
      customers > 0 ? wilsonInterval({ count: saved, of: customers }, confidence) : { low: null, high: null }
    return {
      ...{ key: arm, label: armNames[arm], shade: arm === "control" ? "abandoned" : "accent" },
      href: ifAny(sessions, linkTo(all, [only("abtest", id), only("abtestArm", arm)])),
      ...{ value: customers > 0 ? saved / customers : null, ...reach, isFew: isFew(customers) },
      ...arms[arm],
    }
  })

const count = (number: number) => digits.format(number)

/** Called as the page of the test calls them. */
export const armColumns: ChartColumn<ArmBar>[] = [
  { head: "Customers", says: ({ exposed }) => count(exposed), cell: ({ exposed }) => exposed },
  { head: "With an outcome", says: ({ customers }) => count(customers), cell: ({ customers }) => customers },
  { head: "Stayed", says: ({ saved }) => count(saved), cell: ({ saved }) => saved },
  { head: "Cancelled", says: ({ canceled }) => count(canceled), cell: ({ canceled }) => canceled },
  { head: "Save rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  {
    ...{ head: "Sessions", says: ({ sessions }) => count(sessions), cell: ({ sessions }) => sessions },
    hrefOf: ({ href }) => href,
  },
]

/** The one sentence over the chart: the verdict, and the difference so far or at the end. */
export function testSummary({ arms, customersPerArm, confidence, end }: RunningTest): string {
  const terms = { customersPerArm, confidence }
  const { title } = verdictWords(verdictOf(arms, terms, end), arms)
  const difference = differenceOf(arms, terms, end)
  if (!difference) return `${title} No customer of each arm has an outcome yet.`
  return `${title} Variant less control${difference.isFinal ? "" : ", so far"}: ${differenceWords(difference)}.`
}
