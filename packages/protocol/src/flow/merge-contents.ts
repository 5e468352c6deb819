import type { BlueprintContent, BlueprintStep, TurnedOff } from "./blueprint.ts"
import { type FlowSlot, flowSlots, slotsOf } from "./flow-slots.ts"
import { setTranslation, translationEntries, withoutOrphans } from "./translations.ts"

/** A field that two people changed in different ways. The merged content says `mine`. */
export interface MergeConflict {
  /** The part that it is a field of; null for one of the whole flow. */
  guid: string | null
  /**
   * The way to it inside the part: `header`, `copy.cta`, `coupon`. Empty where one deleted the part that the other
   * changed: then it is kept. `order` is that of the choices or options of the part, `slot` that both filled the same one.
   */
  field: string
  /** The language of the translation that the two differ in; missing where it is the text itself, or no text. */
  language?: string
  base: unknown
  mine: unknown
  theirs: unknown
}

export interface MergedContents {
  content: BlueprintContent
  conflicts: MergeConflict[]
}

/**
 * Brings together what two people made of one content. Parts are known by guid, so that edits of different parts both
 * survive, and what one added, moved or deleted stays so. Where both changed the same field, mine stands, and the
 * conflict says what theirs was.
 */
export function mergeContents(
  base: BlueprintContent,
  mine: BlueprintContent,
  theirs: BlueprintContent,
): MergedContents {
  const conflicts: MergeConflict[] = []
  const flat = mergeFields(flatOf(base), flatOf(mine), flatOf(theirs), { conflicts, guid: null, field: "" })
  const merged = contentOf(flat as unknown as FlatContent, conflicts)
  return { content: withTranslations(merged, [base, mine, theirs], conflicts), conflicts }
}

/** Each translation is taken or left as a whole: its words belong to the source that they were made from. */
function withTranslations(
  content: BlueprintContent,
  contents: [BlueprintContent, BlueprintContent, BlueprintContent],
  conflicts: MergeConflict[],
): BlueprintContent {
  const [then, mine, theirs] = contents.map(
    (each) => new Map(translationEntries(each).map((entry) => [placeOf(entry), entry])),
  ) as [Entries, Entries, Entries]
  const merged = [...new Set([...mine.keys(), ...theirs.keys()])].reduce((now, place) => {
    const entry = mine.get(place) ?? theirs.get(place)
    if (!entry) return now
    const { language, guid, field } = entry
    const [base, here, there] = [then, mine, theirs].map((each) => each.get(place)?.translation)
    const left: MergeConflict[] = []
    const translation = merge(base, here, there, { conflicts: left, guid, field, isWhole: true })
    conflicts.push(...left.map((each) => ({ ...each, language })))
    return setTranslation(
      now,
      language,
      { guid, field },
      (translation ?? null) as typeof entry.translation | null,
    )
  }, content)
  return withoutOrphans(merged)
}

type Entries = Map<string, ReturnType<typeof translationEntries>[number]>
const placeOf = ({ language, guid, field }: { language: string; guid: string; field: string }) =>
  JSON.stringify([language, guid, field])

type Fields = Record<string, unknown>
type Item = Fields & { guid: string }
interface Place {
  conflicts: MergeConflict[]
  guid: string | null
  field: string
  /** Its fields are not merged one by one. */
  isWhole?: boolean
}

/** A content in which a step that is turned off and on is one step with a mark, so that its words merge all the same. */
interface FlatContent extends Omit<BlueprintContent, "steps" | "turnedOff" | "translations"> {
  steps: FlatStep[]
}
interface FlatStep {
  guid: string
  slot: FlowSlot
  isOn: boolean
  step: BlueprintStep
}

function flatOf({ steps, turnedOff = {}, translations: _, ...rest }: BlueprintContent): Fields {
  const slots = slotsOf(steps)
  const on = steps.map(
    (step, i): FlatStep => ({ guid: step.guid, slot: slots[i] ?? "CONFIRM", isOn: true, step }),
  )
  const off = flowSlots.flatMap((slot): FlatStep[] => {
    const step = slot === "CONFIRM" ? undefined : turnedOff[slot]
    return step ? [{ guid: step.guid, slot, isOn: false, step }] : []
  })
  return { ...rest, steps: [...on, ...off] }
}

/** Two people may each have filled an empty slot: it holds one step, and what is on goes before what is off. */
function contentOf({ steps: all, ...rest }: FlatContent, conflicts: MergeConflict[]): BlueprintContent {
  const steps: BlueprintStep[] = []
  const turnedOff: Partial<Record<FlowSlot, BlueprintStep>> = {}
  for (const slot of flowSlots) {
    const here = all.filter((each) => each.slot === slot)
    const kept = here.find(({ isOn }) => isOn) ?? here[0]
    if (!kept) continue
    if (kept.isOn) steps.push(kept.step)
    else turnedOff[slot] = kept.step
    for (const { isOn, step } of here) {
      const isLost = step !== kept.step && isOn === kept.isOn
      if (isLost)
        conflicts.push({ guid: kept.guid, field: "slot", base: null, mine: kept.step, theirs: step })
    }
  }
  const off = turnedOff as TurnedOff
  return { ...rest, steps, ...(Object.keys(off).length > 0 && { turnedOff: off }) }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isItem = (value: unknown): value is Item => isObject(value) && typeof value.guid === "string"
const areItems = (value: unknown): value is Item[] => Array.isArray(value) && value.every(isItem)

/** Equal whatever the order of the keys is; a field that is undefined is one that is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => isSame(each, b[i]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const isIn = (key: string) => isSame(a[key], b[key])
  // a key that both have is looked at once
  return Object.keys(a).every(isIn) && Object.keys(b).every((key) => Object.hasOwn(a, key) || isIn(key))
}

function merge(base: unknown, mine: unknown, theirs: unknown, at: Place): unknown {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine
  if (isSame(base, mine)) return theirs
  if (areItems(mine) && areItems(theirs)) return mergeLists(areItems(base) ? base : [], mine, theirs, at)
  if (
    !at.isWhole &&
    isObject(base) &&
    isObject(mine) &&
    isObject(theirs) &&
    areOneThing(base, mine, theirs)
  ) {
    const place = typeof mine.guid === "string" ? { ...at, guid: mine.guid, field: "" } : at
    return mergeFields(base, mine, theirs, place)
  }
  return collide(base, mine, theirs, at)
}

function collide(base: unknown, mine: unknown, theirs: unknown, at: Place): unknown {
  const { conflicts, guid, field } = at
  conflicts.push({ guid, field, base: base ?? null, mine: mine ?? null, theirs: theirs ?? null })
  return mine
}

/** An offer of another kind, or another part in its place, is taken or left as a whole. So are the terms of a
 * coupon or a rebate. */
const areOneThing = (...all: Fields[]) =>
  ["guid", "offerType", "stepType", "couponType", "amountType"].every((key) =>
    all.every((each) => isSame(each[key], all[0]?.[key])),
  )

function mergeFields(base: Fields, mine: Fields, theirs: Fields, at: Place): Fields {
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  const pairs = [...keys].flatMap((key): [string, unknown][] => {
    // a wrapper of ours, which nobody sees
    const inner = key === "step" || key === "survey" || key === "isOn"
    const field = inner ? at.field : at.field === "" ? key : `${at.field}.${key}`
    const value = merge(base[key], mine[key], theirs[key], { ...at, field })
    return value === undefined ? [] : [[key, value]]
  })
  return Object.fromEntries(pairs)
}

function mergeLists(base: Item[], mine: Item[], theirs: Item[], at: Place): Item[] {
  const [before, ours, others] = [base, mine, theirs].map(byGuid) as [Guids, Guids, Guids]
  const merged = new Map<string, Item>()
  for (const guid of new Set([...ours.keys(), ...others.keys()])) {
    const [then, here, there] = [before.get(guid), ours.get(guid), others.get(guid)]
    const kept =
      then === undefined ? (here ?? there) : mergeItem(then, here, there, { ...at, guid, field: "" })
    if (kept) merged.set(guid, then && here && there ? mergeItemFields(then, here, there, at) : kept)
  }
  const guids = mergeOrders(
    ...([base, mine, theirs].map((list) => list.map(({ guid }) => guid)) as [string[], string[], string[]]),
    new Set(merged.keys()),
    at,
  )
  return guids.flatMap((guid) => merged.get(guid) ?? [])
}

type Guids = Map<string, Item>
const byGuid = (items: Item[]): Guids => new Map(items.map((item) => [item.guid, item]))

/** One that a person deleted is gone, unless the other changed it meanwhile: then both are asked. */
function mergeItem(
  then: Item,
  mine: Item | undefined,
  theirs: Item | undefined,
  at: Place,
): Item | undefined {
  if (mine && theirs) return mine
  const left = mine ?? theirs
  if (!left || isSame(then, left)) return undefined
  collide(then, mine, theirs, at)
  return left
}

function mergeItemFields(then: Item, mine: Item, theirs: Item, at: Place): Item {
  if (areOneThing(then, mine, theirs)) return merge(then, mine, theirs, at) as Item
  return collide(then, mine, theirs, { ...at, guid: mine.guid, field: "" }) as Item
}

/** Of the guids that are kept: the order that somebody gave them, and what was added behind what it was added behind. */
function mergeOrders(
  base: string[],
  mine: string[],
  theirs: string[],
  kept: ReadonlySet<string>,
  at: Place,
): string[] {
  const old = base.filter((guid) => kept.has(guid))
  const common = old.filter((guid) => mine.includes(guid) && theirs.includes(guid))
  const orderIn = (list: string[]) => list.filter((guid) => common.includes(guid))
  const [ours, others] = [orderIn(mine), orderIn(theirs)]
  if (!isSame(common, ours) && !isSame(common, others) && !isSame(ours, others)) {
    at.conflicts.push({ guid: at.guid, field: "order", base, mine, theirs })
  }
  const spine = isSame(common, ours) ? others : ours
  const isOld = (guid: string) => old.includes(guid)
  // what one deleted and the other changed is only in one of the two lists
  const woven = weave(weave(spine, mine.filter(isOld), []), theirs.filter(isOld), [])
  return weave(
    woven,
    mine.filter((guid) => kept.has(guid)),
    theirs.filter((guid) => kept.has(guid)),
  )
}

/** The spine with what only the lists have, each behind what comes before it there. Equal for both orders of the lists. */
function weave(spine: string[], ...lists: [string[], string[]]): string[] {
  const known = new Set(spine)
  const added = new Map<string, string[][]>()
  for (const list of lists) {
    let anchor = ""
    let run: string[] = []
    const end = () => {
      if (run.length > 0) added.set(anchor, [...(added.get(anchor) ?? []), run])
      run = []
    }
    for (const guid of list) {
      if (!known.has(guid)) run.push(guid)
      else {
        end()
        anchor = guid
      }
    }
    end()
  }
  const after = (anchor: string) =>
    (added.get(anchor) ?? []).sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0)).flat()
  return [...new Set([...after(""), ...spine.flatMap((guid) => [guid, ...after(guid)])])]
}
