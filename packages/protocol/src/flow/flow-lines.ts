import { stepTypeNames } from "../value-labels.ts"
import type { BlueprintContent, BlueprintStep, FollowUp, Offer } from "./blueprint.ts"
import { termsInBlueprint } from "./offer-terms.ts"
import { offerLine } from "./offer-words.ts"
import { stableJson } from "./stable-json.ts"

/** One thing that a flow says or does. The key is the same in every version that has it. */
export interface FlowLine {
  key: string
  label: string
  text: string
  /** What decides whether two lines are the same, where `text` does not say all of it. */
  exact?: string
  /** The key of the line that it belongs to: without the choice or the offer there is nothing to say of its parts. */
  under?: string
}

/** A step as lines that can be held against those of another version. What is empty is not there. */
export function stepLines(step: BlueprintStep): FlowLine[] {
  return [
    line("kind", "Kind of step", stepTypeNames[step.stepType]),
    line("header", "Heading", step.header),
    line("description", "Text", step.description),
    ...ownLines(step),
  ].filter(({ text }) => text !== "")
}

/** What holds for the whole flow. */
export function settingLines(content: BlueprintContent): FlowLine[] {
  const { branding, language, automaticLanguages = [], discountCooldown, pauseCooldown } = content
  const days = (count: number | null) => (count === null ? "" : `${count} days`)
  return [
    line("color", "Colour", branding.primaryColor ?? ""),
    line("image", "Image", branding.brandImage ?? ""),
    line("language", "Language of the texts", language ?? ""),
    line("automatic", "Translated automatically into", automaticLanguages.join(", ")),
    line("discount", "No second discount within", days(discountCooldown)),
    line("pause", "No second pause within", days(pauseCooldown)),
  ].filter(({ text }) => text !== "")
}

const line = (key: string, label: string, text: string): FlowLine => ({ key, label, text })

/** Lines that belong to another one, which comes first. */
const withParts = (whole: FlowLine, parts: FlowLine[]): FlowLine[] => [
  whole,
  ...parts.map((part) => ({ under: whole.key, ...part })),
]

function ownLines(step: BlueprintStep): FlowLine[] {
  switch (step.stepType) {
    case "SURVEY": {
      const { choices, randomize } = step.survey
      return [
        line("order", "Order of the choices", randomize ? "shuffled for every customer" : "as written"),
        ...choices.flatMap(({ guid, value, followup, offer }) =>
          withParts(line(`choice ${guid}`, "Choice", value), [
            ...(followup ? followUpLines(`choice ${guid}`, value, followup) : []),
            ...(offer ? offerLines(`choice ${guid}`, `, offer for “${value}”`, offer) : []),
          ]),
        ),
      ]
    }
    case "OFFER":
      return offerLines("offer", " of the offer", step.offer)
    case "FREEFORM": {
      const { placeholder, required, minLength } = step.freeform
      return [
        line("placeholder", "Placeholder", placeholder),
        line("required", "Answer", required ? "required" : "optional"),
        line("length", "Shortest answer", minLength > 0 ? `${minLength} characters` : ""),
      ]
    }
    case "CONFIRM": {
      const { acknowledgement, acknowledgementText } = step.confirm
      return [line("acknowledgement", "To be ticked", acknowledgement ? acknowledgementText || "yes" : "")]
    }
  }
}

function followUpLines(key: string, value: string, followup: FollowUp): FlowLine[] {
  return withParts(line(`${key} question`, `Follow-up of “${value}”`, followup.question), [
    ...followup.options.flatMap(({ guid, value: answer, offer }) =>
      withParts(
        line(`${key} option ${guid}`, `Answer under “${value}”`, answer),
        offer ? offerLines(`${key} option ${guid}`, `, offer for “${answer}” under “${value}”`, offer) : [],
      ),
    ),
    line(`${key} typed`, `Typed answer under “${value}”`, followup.freeformLabel ?? ""),
    line(`${key} required`, `Follow-up of “${value}”`, followup.required ? "required" : "optional"),
  ])
}

function offerLines(key: string, whose: string, offer: Offer): FlowLine[] {
  const { header, description, cta, declineCta } = offer.copy
  const { guid: _guid, origin: _origin, copy: _copy, ...whole } = offer
  const { data = "", ...exact } = { data: "", ...whole }
  const terms = line(`${key} terms`, `Terms${whose}`, offerLine(termsInBlueprint(offer)))
  return withParts({ ...terms, exact: stableJson(exact) }, [
    ...(data === "" ? [] : [line(`${key} data`, `Data${whose}`, data)]),
    line(`${key} header`, `Heading${whose}`, header),
    line(`${key} description`, `Text${whose}`, description),
    line(`${key} cta`, `Button that takes it${whose}`, cta),
    line(`${key} decline`, `Button that declines${whose}`, declineCta),
  ])
}
