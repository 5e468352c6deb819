import { uuidv7 } from "@holdfast/protocol"
import {
  type BlueprintContent,
  type BlueprintStep,
  type FlowSlot,
  type FollowUp,
  flowSlots,
  type MergeConflict,
  type Offer,
  type SurveyChoice,
  setTranslation,
  slotsOf,
  type Translation,
  type TurnedOff,
} from "@holdfast/protocol/flow"

/** What a person can do to a content, as functions from one to the next. */

type Fields = Record<string, unknown>
export type OfferType = Offer["offerType"]

const newGuid = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/**
 * The content with one part changed, wherever it stands; what did not change stays the same object, so that nothing else is
 * drawn again.
 */
export function changePart<T extends { guid: string }>(
  content: BlueprintContent,
  guid: string,
  change: (part: T) => T | null,
): BlueprintContent {
  // what is said in other languages has no parts in it, and is most of a flow of many languages
  const { translations, ...rest } = content
  const changed = changeIn(rest, guid, change as unknown as (part: Fields) => Fields | null)
  return changed === rest
    ? content
    : ({ ...(changed as object), ...(translations && { translations }) } as BlueprintContent)
}

/** A part that becomes null is gone from its list, or from its place. */
function changeIn(value: unknown, guid: string, change: (part: Fields) => Fields | null): unknown {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) {
    const next = value.map((each) => changeIn(each, guid, change))
    return next.every((each, i) => each === value[i]) ? value : next.filter((each) => each !== null)
  }
  const fields = value as Fields
  if (fields.guid === guid) return change(fields)
  const entries = Object.entries(fields)
  const next = entries.map(([key, each]) => [key, changeIn(each, guid, change)] as const)
  return next.every(([, each], i) => each === entries[i]?.[1]) ? value : Object.fromEntries(next)
}

/** The part with this guid; null where there is none. */
export function findPart(value: unknown, guid: string): Fields | null {
  if (typeof value !== "object" || value === null) return null
  if ((value as Fields).guid === guid) return value as Fields
  for (const each of Object.values(value)) {
    const found = findPart(each, guid)
    if (found) return found
  }
  return null
}

/** The step that stands in a slot, on or off. */
export function stepIn(
  content: BlueprintContent,
  slot: FlowSlot,
): { step: BlueprintStep; isOn: boolean } | null {
  const on = content.steps[slotsOf(content.steps).indexOf(slot)]
  if (on) return { step: on, isOn: true }
  const off = slot === "CONFIRM" ? undefined : content.turnedOff?.[slot]
  return off ? { step: off, isOn: false } : null
}

/** Turns a slot on, with the step that it had before or a new one, or off, keeping its step for later. */
export function turnSlot(content: BlueprintContent, slot: FlowSlot, isOn: boolean): BlueprintContent {
  const now = stepIn(content, slot)
  if ((now?.isOn ?? false) === isOn) return content
  const { turnedOff = {}, ...rest } = content
  const kept: Fields = { ...turnedOff }
  let { steps } = content
  if (isOn) {
    delete kept[slot]
    const before = slotsOf(steps).filter((each) => flowSlots.indexOf(each) < flowSlots.indexOf(slot)).length
    steps = steps.toSpliced(before, 0, now?.step ?? newStep(slot))
  } else if (now) {
    kept[slot] = now.step
    steps = steps.filter((step) => step !== now.step)
  }
  const off = kept as TurnedOff
  return { ...rest, steps, ...(Object.keys(off).length > 0 && { turnedOff: off }) }
}

export function newStep(slot: FlowSlot): BlueprintStep {
  const step = { guid: newGuid(), header: "", description: "" }
  switch (slot) {
    case "SURVEY":
      return {
        ...step,
        stepType: "SURVEY",
        survey: { choices: [newChoice(), newChoice()], randomize: false },
      }
    case "FREEFORM":
      return { ...step, stepType: "FREEFORM", freeform: { placeholder: "", required: false, minLength: 0 } }
    case "CONFIRM":
      return { ...step, stepType: "CONFIRM", confirm: { acknowledgement: false, acknowledgementText: "" } }
    default:
      return { ...step, stepType: "OFFER", offer: newOffer("PAUSE") }
  }
}

export const newChoice = (): SurveyChoice => ({ guid: newGuid(), value: "", followup: null, offer: null })
export const newOption = (): FollowUp["options"][number] => ({ guid: newGuid(), value: "" })

/** An offer with terms that its kind begins with. */
export function newOffer(offerType: OfferType): Offer {
  const copy = { header: "", description: "", cta: "", declineCta: "" }
  return { guid: newGuid(), copy, ...termsOf(offerType) } as Offer
}

/** The same offer as another kind: its words stay, and its guid does not, since reports count it apart. */
export const ofKind = (offer: Offer, offerType: OfferType): Offer =>
  offer.offerType === offerType ? offer : { ...newOffer(offerType), copy: offer.copy }

function termsOf(offerType: OfferType): Fields {
  switch (offerType) {
    case "DISCOUNT": {
      const amount = { couponType: "PERCENT", couponAmount: 20, currency: null, couponDuration: 3 }
      return { offerType, coupon: { id: "", ...amount } }
    }
    case "PAUSE":
      return { offerType, maxPauseLength: 3, pauseInterval: "MONTH" }
    case "PLAN_CHANGE":
      return { offerType, plans: [newPlan()] }
    case "TRIAL_EXTENSION":
      return { offerType, days: 14 }
    case "REDIRECT":
      return { offerType, url: "", label: "" }
    case "CONTACT":
      return { offerType, url: null, label: "" }
    case "REBATE": {
      const half = { amountType: "PERCENT", amount: 50, currency: null }
      return { offerType, rebate: { ...half, invoiceScope: "LATEST_PAID" } }
    }
    case "CUSTOM":
      return { offerType, customOfferType: "" }
  }
}

export const newPlan = () => ({ id: "", name: "", priceMinor: 0, currency: "usd", interval: "MONTH" })

export type FollowUpKind = "none" | "freeform" | "structured" | "both"

export const followUpKind = (followup: FollowUp | null): FollowUpKind => {
  if (!followup) return "none"
  if (followup.freeformLabel === null) return "structured"
  return followup.options.length === 0 ? "freeform" : "both"
}

/** What was written for one kind stays as far as the next one has a place for it. */
export function asFollowUp(followup: FollowUp | null, kind: FollowUpKind): FollowUp | null {
  if (kind === "none") return null
  const { question, options, freeformLabel, required } = followup ?? {
    question: "",
    options: [],
    freeformLabel: null,
    required: false,
  }
  const some = options.length > 0 ? options : [newOption(), newOption()]
  return {
    question,
    required,
    options: kind === "freeform" ? [] : some,
    freeformLabel: kind === "structured" ? null : (freeformLabel ?? ""),
  }
}

/** A list with one of its items elsewhere; a place beyond the ends is the end. */
export function moved<T extends { guid: string }>(items: readonly T[], guid: string, to: number): T[] {
  const item = items.find((each) => each.guid === guid)
  const rest = items.filter((each) => each !== item)
  return item ? rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, item) : [...items]
}

/** Gives the field that two people fought over the value that was chosen. */
export function settle(content: BlueprintContent, conflict: MergeConflict, value: unknown): BlueprintContent {
  const { guid, field, language } = conflict
  if (guid !== null && language !== undefined) {
    return setTranslation(content, language, { guid, field }, value as Translation | null)
  }
  if (guid === null) return setIn({ ...content }, field, value) as unknown as BlueprintContent
  return changePart(content, guid, (part) => {
    if (field === "" || field === "slot") return value as typeof part | null
    const keys = field === "order" ? null : field
    return (keys === null ? inOrder(part, value as string[]) : setIn({ ...part }, keys, value)) as typeof part
  })
}

function setIn(target: Fields, field: string, value: unknown): Fields {
  const [key = "", ...rest] = field.split(".")
  // the choices of a survey are a step deeper than their name says
  const deeper = !(key in target) && ["choices", "randomize"].includes(key)
  if (deeper) return { ...target, survey: setIn({ ...(target.survey as Fields) }, field, value) }
  if (rest.length === 0) return { ...target, [key]: value }
  return { ...target, [key]: setIn({ ...(target[key] as Fields) }, rest.join("."), value) }
}

/** The choices or the options of a part in an order; those that the order does not know stay at the end. */
function inOrder(part: Fields, order: readonly string[]): Fields {
  const sorted = (items: { guid: string }[]) => {
    const place = ({ guid }: { guid: string }) => (order.includes(guid) ? order.indexOf(guid) : order.length)
    return items.toSorted((a, b) => place(a) - place(b))
  }
  const step = part as unknown as BlueprintStep & SurveyChoice
  if (step.stepType === "SURVEY") {
    return { ...part, survey: { ...step.survey, choices: sorted(step.survey.choices) } }
  }
  return { ...part, followup: { ...step.followup, options: sorted(step.followup?.options ?? []) } }
}
