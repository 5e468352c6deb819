import type { Dimension } from "@holdfast/protocol"
import type { Change, ChangeGroup } from "@holdfast/protocol/dashboard"
import { newcombeInterval } from "@holdfast/protocol/flow"
import { keptByValue, keptTable } from "../kept-of.ts"
import { panel } from "../panel.ts"
import { rateOf } from "../rate.ts"
import { type GroupChange, type SplitChange, splitChange, sumOf } from "../split-change.ts"
import { valueNames } from "../value-names.ts"

/**
 * By what the change is split: what is known before the customer decides. `average` where the company makes new groups,
 * a version with each publication: nobody else came then.
 */
const splitBy = {
  planId: "same",
  billingInterval: "same",
  ageYears: "same",
  segmentId: "average",
  trial: "same",
  language: "same",
  region: "same",
  currency: "same",
  blueprintId: "average",
} as const satisfies Partial<Record<Dimension, "same" | "average">>
type SplitDimension = keyof typeof splitBy
const splitDimensions = Object.keys(splitBy) as SplitDimension[]

const mostGroups = 12
/** Below such a part of the change, who came explains nothing worth naming. */
const smallestMix = 0.1

/** Why the save rate changed between two spans: other customers came, or the same decided otherwise. */
export const change = panel({
  tables: () =>
    Object.fromEntries(splitDimensions.map((by) => [by, keptTable(by)])) as {
      [By in SplitDimension]: ReturnType<typeof keptTable<By>>
    },
  answer: async (now, before, { moment, filter }): Promise<Change | null> => {
    if (!before) return null
    const [all, allBefore] = [now, before].map(({ trial }) => sumOf(keptByValue(trial)))
    if (!all || !allBefore) return null
    const rates = { now: rateOf(all.kept, all.of), before: rateOf(allBefore.kept, allBefore.of) }
    const nothing = { by: null, mix: 0, behaviour: 0, groups: [], isReversed: false, explained: [] }
    if (all.of === 0 || allBefore.of === 0) return { ...rates, difference: null, ...nothing }
    const { difference, low, high } = newcombeInterval(
      { count: all.kept, of: all.of },
      { count: allBefore.kept, of: allBefore.of },
      0.95,
    )
    const splits = inOrder(
      splitDimensions.map((by) => ({
        by,
        ...splitChange(keptByValue(now[by]), keptByValue(before[by]), splitBy[by]),
      })),
      difference,
    )
    const [first] = splits
    if (!first) return { ...rates, difference: { value: difference, low, high }, ...nothing }
    const groups = fold(first.groups)
    const nameOf = await valueNames(
      moment,
      filter,
      first.by,
      groups.filter(({ others }) => others === undefined).map(({ value }) => value),
    )
    return {
      ...rates,
      difference: { value: difference, low, high },
      ...{ by: first.by, mix: first.mix, behaviour: first.behaviour, isReversed: first.isReversed },
      groups: groups.map(({ now, before, ...group }) => ({
        ...group,
        name: group.others === undefined ? nameOf(group.value) : `${group.others} others`,
        now: rateOf(now.kept, now.of),
        before: rateOf(before.kept, before.of),
      })),
      explained: splits.map(({ by, mix, behaviour }) => ({ by, mix, behaviour })),
    }
  },
})

/**
 * The dimension first by which most of the change is because others came. Where that is hardly anything by any of them, the
 * one first by which the change of behaviour lies most on some groups.
 */
function inOrder<S extends Pick<SplitChange, "mix" | "concentration">>(splits: S[], difference: number): S[] {
  const mixOf = ({ mix }: S) => Math.abs(mix)
  const isMixed = Math.max(...splits.map(mixOf)) >= smallestMix * Math.abs(difference)
  return splits.sort((a, b) =>
    isMixed
      ? mixOf(b) - mixOf(a) || b.concentration - a.concentration
      : b.concentration - a.concentration || mixOf(b) - mixOf(a),
  )
}

type Folded = GroupChange & Pick<ChangeGroup, "others">

/** The groups that have most to do with the change, and all others in one. */
function fold(groups: readonly GroupChange[]): Folded[] {
  const weightOf = ({ mix, behaviour }: GroupChange) => Math.abs(mix) + Math.abs(behaviour)
  const sizeOf = ({ now, before }: GroupChange) => now.of + before.of
  const sorted = groups.toSorted((a, b) => weightOf(b) - weightOf(a) || sizeOf(b) - sizeOf(a))
  if (sorted.length <= mostGroups) return sorted
  const rest = sorted.slice(mostGroups - 1)
  return [
    ...sorted.slice(0, mostGroups - 1),
    {
      value: null,
      others: rest.length,
      now: sumOf(rest.map(({ now }) => now)),
      before: sumOf(rest.map(({ before }) => before)),
      mix: rest.reduce((sum, { mix }) => sum + mix, 0),
      behaviour: rest.reduce((sum, { behaviour }) => sum + behaviour, 0),
    },
  ]
}
