import type { Dimension } from "@holdfast/protocol"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import { byKey } from "./figures-in.ts"
import { naiveNewcombe } from "./naive-interval.ts"

type Some = readonly Stored[]

/** What is known of a customer before they decide, and what the company makes new ones of. */
const customers = [
  ...["planId", "billingInterval", "ageYears", "trial", "language", "region", "currency"],
] as Dimension[]
const made = ["segmentId", "blueprintId"] as Dimension[]

export const isKept = ({ outcome }: Stored): boolean => outcome !== "canceled"
const rateIn = (some: Some) => (some.length === 0 ? 0 : some.filter(isKept).length / some.length)
const part = (some: Some) => ({ count: some.filter(isKept).length, of: some.length })
const words = (some: Some) => `${part(some).count}/${part(some).of}`

/** The change of the save rate as Kitagawa split it, group by group. */
function splitBy(by: Dimension, now: Some, before: Some) {
  const valueIn = (session: Stored) => naiveDimensions[by](session)
  return Array.from(new Set([...now, ...before].map(valueIn)), (value) => {
    const here = now.filter((each) => valueIn(each) === value)
    const there = before.filter((each) => valueIn(each) === value)
    const isMade = made.includes(by)
    const rate = here.length > 0 ? rateIn(here) : isMade ? rateIn(now) : rateIn(there)
    const then = there.length > 0 ? rateIn(there) : isMade ? rateIn(before) : rateIn(here)
    const [share, shareThen] = [here.length / now.length, there.length / before.length]
    const average = (rateIn(now) + rateIn(before)) / 2
    return {
      ...{ value, here, there },
      mix: (share - shareThen) * ((rate + then) / 2 - average),
      behaviour: ((rate - then) * (share + shareThen)) / 2,
    }
  })
}

type Group = ReturnType<typeof splitBy>[number]

const sum = (groups: readonly Group[], name: "mix" | "behaviour") =>
  groups.reduce((all, group) => all + group[name], 0)

/** Simpson's case over groups of thirty sessions and more; what is in the smaller ones is one group. */
function isReversed(groups: readonly Group[], now: Some, before: Some): boolean {
  const isLarge = ({ here, there }: Pick<Group, "here" | "there">) => here.length >= 30 && there.length >= 30
  const large: Pick<Group, "here" | "there">[] = groups.filter(isLarge)
  const small = groups.filter((group) => !isLarge(group))
  const rest = { here: small.flatMap(({ here }) => here), there: small.flatMap(({ there }) => there) }
  const total = Math.sign(crossed(now, before))
  if (large.length < 2 || total === 0) return false
  return [...large, ...(isLarge(rest) ? [rest] : [])].every(
    ({ here, there }) => Math.sign(crossed(here, there)) === -total,
  )
}

/** Above 0 where the rate grew: as whole numbers, without a rounding. */
const crossed = (now: Some, before: Some) =>
  part(now).count * part(before).of - part(before).count * part(now).of

/** @param by the dimension that the answer names first; that it explains most is checked */
export function naiveChange(now: Some, before: Some, by: string | null) {
  const whole = { now: words(now), before: words(before) }
  const nothing = { by: null, mix: 0, behaviour: 0, groups: [], isReversed: false, explained: [] }
  if (now.length === 0 || before.length === 0) return { ...whole, difference: null, ...nothing }
  const splits = [...customers, ...made].map((by) => ({ by, groups: splitBy(by, now, before) }))
  const explained = splits.map(({ by, groups }) => ({
    ...{ by, mix: sum(groups, "mix"), behaviour: sum(groups, "behaviour") },
  }))
  const difference = naiveNewcombe(part(now), part(before))
  const mixes = explained.map(({ mix }) => Math.abs(mix))
  const first = splits.find((split) => split.by === by)
  const most = Math.max(...mixes)
  const isMost = Math.abs(sum(first?.groups ?? [], "mix")) >= most - 1e-12
  // where hardly anything is explained by who came, how the behaviour lies decides, which has tests of its own
  const isRight = most < 0.1 * Math.abs(difference.value) + 1e-12 || isMost
  return {
    ...whole,
    difference,
    by: isRight ? by : "another dimension explains more",
    ...{ mix: sum(first?.groups ?? [], "mix"), behaviour: sum(first?.groups ?? [], "behaviour") },
    groups: byKey(
      (first?.groups ?? []).map(({ value, here, there, mix, behaviour }) => ({
        ...{ value, now: words(here), before: words(there), mix, behaviour },
      })),
      ({ value }) => value,
    ),
    isReversed: isReversed(first?.groups ?? [], now, before),
    explained: byKey(explained, ({ by }) => by),
  }
}
