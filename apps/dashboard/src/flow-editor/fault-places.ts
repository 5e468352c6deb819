import {
  type BlueprintContent,
  type BlueprintFault,
  type FlowSlot,
  flowSlots,
  flowTexts,
  languageName,
  partsOf,
  publishFaults,
  publishHints,
} from "@holdfast/protocol/flow"
import { findPart, stepIn } from "./edits.ts"
import { languageOfField, translationField } from "./languages/language-choices.ts"

/** Which side of the editor is open. */
export type EditorPlace = FlowSlot | "languages" | "settings" | "segment"

/** What keeps a content from being published, or may, by the field that it is about. */
export interface PlacedFault extends BlueprintFault {
  /** What the field is called in the page: `GUID:copy.header`, or the path where it is of the whole flow. */
  field: string
  /** The slot whose panel has the field. */
  place: EditorPlace
  /** The choice that has to be open for the field to be there. */
  choice: string | null
  isHint: boolean
}

export const slotNames: Record<FlowSlot, string> = {
  INITIAL_OFFER: "Initial offer",
  SURVEY: "Survey",
  FREEFORM: "Feedback",
  FINAL_OFFER: "Final offer",
  CONFIRM: "Confirmation",
}

export const placedFaults = (content: BlueprintContent): PlacedFault[] => [
  ...placeFaults(content, publishFaults(content), false),
  ...placeFaults(content, publishHints(content.steps), true),
]

/** Faults by the fields that they are about, such as those that only the server can find. */
export function placeFaults(
  content: BlueprintContent,
  faults: readonly BlueprintFault[],
  isHint: boolean,
): PlacedFault[] {
  const paths = new Map(partsOf(content).map(({ path, guid }) => [guid, path]))
  return faults.map((fault): PlacedFault => {
    const { guid, path } = fault
    if (path.startsWith("translations.")) {
      return { ...fault, field: path, place: "languages", choice: null, isHint }
    }
    const start = guid === null ? undefined : paths.get(guid)
    const inside =
      start !== undefined && path.startsWith(start) ? path.slice(start.length).replace(/^\./, "") : ""
    return {
      ...fault,
      field: guid === null ? path : `${guid}:${inside}`,
      place: placeOf(content, guid, path),
      choice: choiceOf(content, guid),
      isHint,
    }
  })
}

function placeOf(content: BlueprintContent, guid: string | null, path: string): EditorPlace {
  if (guid === null) return path.startsWith("steps") ? "CONFIRM" : "settings"
  const slot = flowSlots.find((each) => {
    const step = stepIn(content, each)?.step
    return step && findPart(step, guid)
  })
  return slot ?? "CONFIRM"
}

/** The survey choice that a part belongs to, or is. */
export function choiceOf(content: BlueprintContent, guid: string | null): string | null {
  const survey = stepIn(content, "SURVEY")?.step
  if (guid === null || survey?.stepType !== "SURVEY") return null
  return survey.survey.choices.find((choice) => findPart(choice, guid))?.guid ?? null
}

/** Where a fault is, in words: `Survey, choice 3`. */
export function placeWords(content: BlueprintContent, { place, choice, field }: PlacedFault): string {
  if (place === "languages") return translationWords(content, field)
  if (place === "settings" || place === "segment") return settingWords[field] ?? "Look and settings"
  const survey = stepIn(content, "SURVEY")?.step
  const name = slotNames[place]
  if (choice === null || survey?.stepType !== "SURVEY") return name
  const at = survey.survey.choices.findIndex(({ guid }) => guid === choice)
  return `${name}, choice ${at + 1}`
}

/** `French, survey, choice 3`. */
function translationWords(content: BlueprintContent, field: string): string {
  const language = languageOfField(field) ?? ""
  const text = flowTexts(content).find(
    ({ guid, field: inside }) => translationField(language, guid, inside) === field,
  )
  return text
    ? `${languageName(language)}, ${slotNames[text.slot].toLowerCase()}, ${text.label.toLowerCase()}`
    : languageName(language)
}

const settingWords: Record<string, string> = {
  "branding.primaryColor": "Colour",
  "branding.brandImage": "Picture",
  language: "Language",
}

const fieldNames: [RegExp, string][] = [
  [/copy\.header$|^header$/, "heading"],
  [/^value$/, "text"],
  [/followup\.question$/, "follow-up question"],
  [/followup\.options$/, "follow-up"],
  [/acknowledgementText$/, "words beside the box"],
  [/coupon\.id$/, "coupon id"],
  [/coupon\.couponAmount$/, "amount"],
  [/currency$/, "currency"],
  [/coupon\.couponDuration$/, "duration"],
  [/rebate\.amount$/, "amount"],
  [/customOfferType$/, "name of the offer"],
  [/^data$/, "data"],
  [/maxPauseLength$/, "longest pause"],
  [/plans\[\d+\]\.id$/, "plan id"],
  [/plans\[\d+\]\.name$/, "plan name"],
  [/offerType$/, "offer"],
  [/^days$/, "number of days"],
  [/^url$/, "address"],
]

/** The fault as a sentence: `Survey, choice 3: the text is empty.` */
export function faultSentence(content: BlueprintContent, fault: PlacedFault): string {
  if (fault.place === "languages") return `${placeWords(content, fault)}: it ${fault.fault}.`
  const inside = fault.field.slice(fault.field.indexOf(":") + 1)
  const name = fieldNames.find(([pattern]) => pattern.test(inside))?.[1]
  return `${placeWords(content, fault)}: ${name ? `the ${name}` : "it"} ${fault.fault}.`
}
