import type { BlueprintContent, BlueprintStep, FollowUp, Offer, SurveyChoice } from "./blueprint.ts"
import { type FlowSlot, flowSlots, slotsOf } from "./flow-slots.ts"

/** A text of a flow that customers read, and that can be said in another language. */
export interface FlowText {
  /** The part that it stands in. */
  guid: string
  /** The way to it inside the part, such as `copy.header`. */
  field: string
  text: string
  slot: FlowSlot
  /** What it is, in words: `Choice 3`, `Choice 3, follow-up question`. */
  label: string
  /** Whether a customer can come to read it: it says something, and nothing else stands in its place. */
  isVisible: boolean
}

/** Which text is meant. */
export type TextKey = Pick<FlowText, "guid" | "field">

/** Every text of a flow in the order in which it is read; those of slots that are turned off come last, and are not seen. */
export function flowTexts(content: BlueprintContent): FlowText[] {
  const texts: FlowText[] = []
  const collect = (text: FlowText) => {
    texts.push(text)
    return text.text
  }
  mapTexts(content, collect)
  for (const slot of flowSlots) {
    const step = slot === "CONFIRM" ? undefined : content.turnedOff?.[slot]
    if (step) mapStep(step, slot, (text) => collect({ ...text, isVisible: false }))
  }
  return texts
}

/** The texts that are to be translated. */
export const visibleTexts = (content: BlueprintContent): FlowText[] =>
  flowTexts(content).filter(({ isVisible }) => isVisible)

/** The steps that are on, with each of their texts changed. */
export function mapTexts(
  { steps }: Pick<BlueprintContent, "steps">,
  change: (text: FlowText) => string,
): BlueprintStep[] {
  const slots = slotsOf(steps)
  return steps.map((step, i) => mapStep(step, slots[i] ?? "CONFIRM", change))
}

type Change = (text: FlowText) => string
/** Says one text of a part. */
type Say = (field: string, text: string, label: string, isSeen?: boolean) => string

const sayIn =
  (change: Change, slot: FlowSlot, guid: string, place: string): Say =>
  (field, text, label, isSeen = true) => {
    const words = place === "" ? label : `${place}, ${label.toLowerCase()}`
    return change({ guid, field, text, slot, label: words, isVisible: isSeen && isSaid(text) })
  }

const isSaid = (text: string) => text.trim() !== ""

function mapStep(step: BlueprintStep, slot: FlowSlot, change: Change): BlueprintStep {
  const say = sayIn(change, slot, step.guid, "")
  const copy = step.stepType === "OFFER" ? step.offer.copy : null
  const header = say("header", step.header, "Heading", !isSaid(copy?.header ?? ""))
  const description = say("description", step.description, "Text", !isSaid(copy?.description ?? ""))
  switch (step.stepType) {
    case "SURVEY": {
      const choices = step.survey.choices.map((choice, i) => mapChoice(choice, i + 1, slot, change))
      return { ...step, header, description, survey: { ...step.survey, choices } }
    }
    case "OFFER":
      return { ...step, header, description, offer: mapOffer(step.offer, slot, "", change) }
    case "FREEFORM": {
      const placeholder = say("freeform.placeholder", step.freeform.placeholder, "In the empty field")
      return { ...step, header, description, freeform: { ...step.freeform, placeholder } }
    }
    case "CONFIRM": {
      const { acknowledgement, acknowledgementText: text } = step.confirm
      const acknowledgementText = say("confirm.acknowledgementText", text, "Beside the box", acknowledgement)
      return { ...step, header, description, confirm: { acknowledgement, acknowledgementText } }
    }
    default:
      step satisfies never
      throw new Error("A step of a flow is of no known kind")
  }
}

function mapChoice(choice: SurveyChoice, number: number, slot: FlowSlot, change: Change): SurveyChoice {
  const place = `Choice ${number}`
  const value = sayIn(change, slot, choice.guid, "")("value", choice.value, place)
  return {
    ...choice,
    value,
    followup: choice.followup && mapFollowUp(choice.followup, choice.guid, slot, place, change),
    offer: choice.offer && mapOffer(choice.offer, slot, place, change),
  }
}

function mapFollowUp(
  followup: FollowUp,
  guid: string,
  slot: FlowSlot,
  place: string,
  change: Change,
): FollowUp {
  const say = sayIn(change, slot, guid, place)
  const { question, options, freeformLabel } = followup
  return {
    ...followup,
    question: say("followup.question", question, "Follow-up question"),
    options: options.map((option, i) => ({
      ...option,
      value: sayIn(change, slot, option.guid, place)("value", option.value, `Answer ${i + 1}`),
      ...(option.offer && { offer: mapOffer(option.offer, slot, `${place}, answer ${i + 1}`, change) }),
    })),
    // without options the question is the label
    freeformLabel:
      freeformLabel && say("followup.freeformLabel", freeformLabel, "Answer to type", options.length > 0),
  }
}

function mapOffer(offer: Offer, slot: FlowSlot, place: string, change: Change): Offer {
  const say = sayIn(change, slot, offer.guid, place === "" ? "Offer" : `${place}, offer`)
  const { header, description, cta, declineCta } = offer.copy
  const copy = {
    header: say("copy.header", header, "Heading"),
    description: say("copy.description", description, "Text"),
    cta: say("copy.cta", cta, "Button that takes it"),
    declineCta: say("copy.declineCta", declineCta, "Button that declines"),
  }
  if (!("label" in offer)) return { ...offer, copy }
  return { ...offer, copy, label: say("label", offer.label, "Button that leads on", !isSaid(cta)) }
}
