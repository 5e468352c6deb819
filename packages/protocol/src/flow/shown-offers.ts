import type { AcceptedOffer, PresentedOffer, SessionFacts } from "../schema/session-facts.ts"
import type { BlueprintContent, BlueprintStep, Offer, SurveyChoice } from "./blueprint.ts"
import { type KnownTerms, termsInBlueprint, termsPresented, termsTaken } from "./offer-terms.ts"

/** An offer that a customer saw, and what became of it. */
export interface ShownOffer {
  guid: string | null
  terms: KnownTerms
  /** What the customer got where it differs from what was offered: the length of a pause, the plan picked. */
  taken: KnownTerms | null
  /** `left`: neither taken nor declined. */
  ending: "accepted" | "declined" | "left"
  presentedAt: string | null
  /** When it was taken or declined. */
  endedAt: string | null
  /** What raised it; null for an offer that is a step of its own, and where nothing tells. */
  raisedBy: RaisedBy | null
  /** The second offer of a pair. */
  isStacked: boolean
  /** How the billing side carried a stacked offer out: APPLIED, SCHEDULED or FAILED. */
  stackStatus: string | null
}

/** The survey choice, or the option of its follow-up question, that an offer stood at. */
export interface RaisedBy {
  kind: "choice" | "option"
  guid: string | null
  /** The option's words, as the version that the customer ran has them; null where they are not known. */
  answer: string | null
}

/** Every offer of a blueprint, those of survey choices and of their follow-ups' options included. */
export const offersOf = (content: BlueprintContent): Offer[] =>
  content.steps.flatMap((step) => offersIn(step, "")).map(({ offer }) => offer)

/** An offer and where it stands. */
export interface PlacedOffer {
  offer: Offer
  path: string
}

/** The offers of a step. @param path where the step stands */
export function offersIn(step: BlueprintStep, path: string): PlacedOffer[] {
  if (step.stepType === "OFFER") return [{ offer: step.offer, path: `${path}.offer` }]
  if (step.stepType !== "SURVEY") return []
  return step.survey.choices.flatMap((choice, c) => offersOfChoice(choice, `${path}.survey.choices[${c}]`))
}

/** The offers of a choice: those of its follow-up's options, then its own. @param path where the choice stands */
export function offersOfChoice({ followup, offer }: SurveyChoice, path: string): PlacedOffer[] {
  const ofOptions = (followup?.options ?? []).flatMap((option, o) =>
    option.offer ? [{ offer: option.offer, path: `${path}.followup.options[${o}].offer` }] : [],
  )
  return offer ? [...ofOptions, { offer, path: `${path}.offer` }] : ofOptions
}

/**
 * The offers of a session in the order they were shown, then those that were taken without a word of having been shown.
 * @param content the flow that the customer ran, where it is known: it tells the terms best
 */
export function shownOffers(facts: SessionFacts, content: BlueprintContent | null): ShownOffer[] {
  const presented = facts.presentedOffers ?? []
  const accepted = facts.acceptedOffer ?? null
  const currency = facts.customer?.currency ?? null
  const known = content ? offersOf(content) : []
  const takenAt = accepted ? indexOfTaken(presented, accepted) : -1
  const shown = presented.map((offer, index): ShownOffer => {
    const isTaken = index === takenAt
    const written = known.find(({ guid, offerType }) => guid === offer.guid && offerType === offer.offerType)
    return {
      guid: offer.guid ?? null,
      terms: written ? termsInBlueprint(written) : termsPresented(offer, currency),
      taken: isTaken && accepted ? termsTaken(accepted, currency) : null,
      ending: isTaken || offer.accepted === true ? "accepted" : offer.declinedAt ? "declined" : "left",
      presentedAt: offer.presentedAt ?? null,
      endedAt: offer.acceptedAt ?? offer.declinedAt ?? null,
      raisedBy: raisedBy(offer, facts, content),
      isStacked: false,
      stackStatus: null,
    }
  })
  if (accepted && takenAt === -1) shown.push(unseen(accepted, currency))
  const second = accepted?.stackedOffer as (AcceptedOffer & { stackStatus?: unknown }) | null | undefined
  if (second) {
    const stackStatus = typeof second.stackStatus === "string" ? second.stackStatus : null
    shown.push({ ...unseen(second, currency), isStacked: true, stackStatus })
  }
  return shown
}

/** By what the client said, and by where the offer stands in the version, for a client that knows of no options. */
function raisedBy(
  offer: PresentedOffer,
  facts: SessionFacts,
  content: BlueprintContent | null,
): RaisedBy | null {
  const options = (content?.steps ?? []).flatMap((step) =>
    step.stepType === "SURVEY" ? step.survey.choices.flatMap(({ followup }) => followup?.options ?? []) : [],
  )
  const said = offer.followupOptionId ?? null
  const option = options.find((each) =>
    said === null ? offer.guid != null && each.offer?.guid === offer.guid : each.guid === said,
  )
  if (said !== null || option) {
    return { kind: "option", guid: said ?? option?.guid ?? null, answer: option?.value ?? null }
  }
  if (offer.surveyOffer !== true && offer.surveyChoiceId == null) return null
  return { kind: "choice", guid: offer.surveyChoiceId ?? facts.surveyChoiceId ?? null, answer: null }
}

/**
 * Which of the presented offers was taken; -1 where none was. One that was shown twice was taken the last time, unless it
 * says so itself.
 */
export function indexOfTaken(presented: readonly PresentedOffer[], accepted: AcceptedOffer): number {
  const isIt = (offer: PresentedOffer) => (offer.guid ?? null) === (accepted.guid ?? null)
  const said = presented.findLastIndex((offer) => offer.accepted === true && isIt(offer))
  return said !== -1 || accepted.guid == null ? said : presented.findLastIndex(isIt)
}

const unseen = (offer: AcceptedOffer, currency: string | null): ShownOffer => ({
  guid: offer.guid ?? null,
  terms: termsTaken(offer, currency),
  taken: null,
  ending: "accepted",
  presentedAt: null,
  endedAt: null,
  raisedBy: null,
  isStacked: false,
  stackStatus: null,
})
