import { smallSample } from "@holdfast/protocol/dashboard"
import type { KeptOf } from "./kept-of.ts"

/** What one group has to do with the change of a rate. */
export interface GroupChange {
  value: string | null
  now: KeptOf
  before: KeptOf
  /** Because it became more or fewer of all, against the average: what a group with the rate of all does is 0. */
  mix: number
  /** Because those in it decided otherwise. */
  behaviour: number
}

export interface SplitChange {
  groups: GroupChange[]
  mix: number
  behaviour: number
  /** How unevenly the behaviour lies on the groups: 0 where all of them changed by the same. */
  concentration: number
  isReversed: boolean
}

type Groups = ReadonlyMap<string | null, KeptOf>
const none: KeptOf = { kept: 0, of: 0 }

/**
 * The change of a rate between two spans, split into who came and how they decided. E. M. Kitagawa, "Components of a
 * difference between two rates", J. Am. Stat. Assoc. 50 (1955): of each group, the change of its share times its mean rate,
 * and the change of its rate times its mean share. Both together are the whole change. The rates of the first part are taken
 * against the mean rate of all, which changes nothing of the sum, since the changes of shares add up to 0.
 *
 * The rate of a group that is there in one span only is not known in the other. It is taken to be the same (`same`: all of it is
 * because others came), or to be the rate of all (`average`), where groups come and go because the company makes new ones.
 */
export function splitChange(now: Groups, before: Groups, unknown: "same" | "average"): SplitChange {
  const [allNow, allBefore] = [sumOf(now), sumOf(before)]
  const [rateNow, rateBefore] = [rateIn(allNow) ?? 0, rateIn(allBefore) ?? 0]
  const groups = [...new Set([...now.keys(), ...before.keys()])].map((value) => {
    const [here, there] = [now.get(value) ?? none, before.get(value) ?? none]
    const [shareNow, shareBefore] = [here.of / allNow.of, there.of / allBefore.of]
    const [known, knownBefore] = [rateIn(here), rateIn(there)]
    const rate = known ?? (unknown === "same" ? (knownBefore ?? 0) : rateNow)
    const rateThen = knownBefore ?? (unknown === "same" ? (known ?? 0) : rateBefore)
    return {
      ...{ value, now: here, before: there },
      mix: (shareNow - shareBefore) * ((rate + rateThen) / 2 - (rateNow + rateBefore) / 2),
      behaviour: ((rate - rateThen) * (shareNow + shareBefore)) / 2,
      share: (shareNow + shareBefore) / 2,
    }
  })
  const behaviour = groups.reduce((sum, each) => sum + each.behaviour, 0)
  return {
    groups: groups.map(({ share: _, ...group }) => group),
    mix: groups.reduce((sum, { mix }) => sum + mix, 0),
    behaviour,
    concentration: concentrationOf(groups, behaviour),
    isReversed: isReversed(groups, rateNow - rateBefore),
  }
}

/** Groups with too few sessions move by chance. */
const isLarge = ({ now, before }: Pick<GroupChange, "now" | "before">) =>
  now.of >= smallSample && before.of >= smallSample

const concentrationOf = (groups: readonly (GroupChange & { share: number })[], behaviour: number): number =>
  groups
    .filter(isLarge)
    .reduce((sum, group) => sum + Math.abs(group.behaviour - group.share * behaviour), 0) / 2

/** E. H. Simpson's case: at least two groups, and what is in the small ones together, moved one way and the total the other. */
function isReversed(groups: readonly GroupChange[], difference: number): boolean {
  const large = groups.filter(isLarge)
  if (large.length < 2 || difference === 0) return false
  const small = groups.filter((group) => !isLarge(group))
  const rest = {
    now: sumOf(small.map(({ now }) => now)),
    before: sumOf(small.map(({ before }) => before)),
  }
  const moving = isLarge(rest) ? [...large, rest] : large
  // as whole numbers, so that a rate that stayed the same has not moved
  return moving.every(
    ({ now, before }) => (now.kept * before.of - before.kept * now.of) * Math.sign(difference) < 0,
  )
}

export function sumOf(groups: Groups | readonly KeptOf[]): KeptOf {
  let [kept, of] = [0, 0]
  for (const group of groups.values()) {
    kept += group.kept
    of += group.of
  }
  return { kept, of }
}

const rateIn = ({ kept, of }: KeptOf): number | null => (of === 0 ? null : kept / of)
