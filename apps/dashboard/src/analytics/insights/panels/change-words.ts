import { type Dimension, dimensions, dimensionWords, isNumeric, valueLabel } from "@holdfast/protocol"
import type { Change, ChangeGroup } from "@holdfast/protocol/dashboard"
import { isFew, percent } from "../figure-words.ts"
import { pointsWords, sizeOfChange } from "./panel-words.ts"

/** What rounds to no tenth of a point is no change. */
const isNothing = (part: number): boolean => Math.abs(part) < 0.0005

const dimensionOf = (by: string | null): Dimension | null => dimensions.find((each) => each === by) ?? null

/** What a change is split by, in words. */
export function splitTitle(by: string | null): string {
  const dimension = dimensionOf(by)
  return dimension ? dimensionWords[dimension].title : (by ?? "Group")
}

/** A group's name: as the answer has it, else as the filters call its value. */
export function groupName(
  by: string | null,
  { value, name, others }: Pick<ChangeGroup, "value" | "name" | "others">,
): string {
  const dimension = dimensionOf(by)
  if (others !== undefined) return name
  const isOurs = dimension !== null && (value === null || name === value || isNumeric(dimension))
  return isOurs ? valueLabel(dimension, value) : name
}

/** What happened to the save rate and why, in a sentence or two. */
export function changeSentence(change: Change): string {
  const { now, before, difference } = change
  if (difference === null || now.rate === null || before.rate === null) {
    return "One of the two periods has no sessions, so there is nothing to compare."
  }
  const total = now.rate - before.rate
  const rates = `from ${percent(before.rate)} to ${percent(now.rate)}`
  if (isNothing(total)) {
    const still = `The save rate stayed the same (${percent(now.rate)})`
    return isNothing(change.mix) && isNothing(change.behaviour)
      ? `${still}.`
      : `${still}: ${partsOf(change).join(", ")}.`
  }
  const moved = `The save rate ${total < 0 ? "fell" : "rose"} by ${sizeOfChange(total)}, ${rates}`
  if (change.by === null) return `${moved}.`
  const parts = isOneWay(change, total) ? sharesOf(change) : partsOf(change)
  return `${moved}${parts.length === 1 ? "," : ":"} ${parts.join(", ")}.`
}

const isOneWay = ({ mix, behaviour }: Change, total: number): boolean =>
  [mix, behaviour].every((part) => isNothing(part) || part < 0 === total < 0)

/** Both parts go the way of the whole: `1.6 because …, 0.5 because …`. */
function sharesOf(change: Change): string[] {
  const said = [
    { part: change.mix, why: whoCame(change) },
    { part: change.behaviour, why: "customers decided otherwise" },
  ].filter(({ part }) => !isNothing(part))
  if (said.length === 1) return said.map(({ why }) => `because ${why}`)
  return said
    .toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map(({ part, why }) => `${sizeOfChange(part).replace(/ points?$/, "")} because ${why}`)
}

/** The parts go against each other. */
function partsOf(change: Change): string[] {
  return [
    { part: change.mix, what: `who came changed it by ${pointsWords(change.mix)} (${whoCame(change)})` },
    { part: change.behaviour, what: `how they decided by ${pointsWords(change.behaviour)}` },
  ]
    .toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map(({ what }) => what)
}

/** `more customers came with Billing Interval “Annual”`, of the group that moved the mix most that way. */
function whoCame(change: Change): string {
  const towards = Math.sign(change.mix)
  const most = change.groups
    .filter(({ mix }) => Math.sign(mix) === towards && !isNothing(mix))
    .toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix))[0]
  if (!most) return "other customers came"
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of)
  const grew = share(most.now.of, change.now.of) > share(most.before.of, change.before.of)
  return `${grew ? "more" : "fewer"} customers came with ${splitTitle(change.by)} “${groupName(change.by, most)}”`
}

/** What is to be known before anything is made of it; null where the change is sure. */
export function changeDoubt({ difference, now, before }: Change): string | null {
  if (isFew(now.of) || isFew(before.of))
    return "One of the two periods has under 30 sessions: too few to tell."
  if (difference === null || difference.low > 0 || difference.high < 0) return null
  return `It may be chance: the change lies between ${pointsWords(difference.low)} and ${pointsWords(difference.high)}.`
}

/** Simpson's case in words; null where it is none. */
export function reversedWords(change: Change): string | null {
  const { isReversed, now, before, by } = change
  if (!isReversed || now.rate === null || before.rate === null) return null
  const [all, each] = now.rate < before.rate ? ["fell", "rose"] : ["rose", "fell"]
  return `Take care: the save rate ${all} in all, and ${each} in every group. By ${splitTitle(by)}, each group ${
    each === "rose" ? "was kept more often" : "was kept less often"
  } than before; the total went the other way only because other customers came.`
}
