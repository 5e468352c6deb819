import type { SessionFacts, StepViewed } from "@holdfast/protocol"
import type { Blueprint, BlueprintStep } from "@holdfast/protocol/flow"
import { answerSurvey } from "./answer-survey.ts"
import type { Course } from "./course.ts"
import { isoMemo } from "./iso-memo.ts"
import { languageOf, type Person } from "./people.ts"
import type { Prng } from "./prng.ts"
import { type ShownOffer, shownOffer } from "./shown-offer.ts"
import { feedbackText } from "./texts/compose.ts"

/** One customer's way through one flow. */
export interface Walk {
  facts: SessionFacts
  /** Epoch milliseconds of the last thing that the browser reported. */
  lastAt: number
  isSilent: boolean
  /** How many reports the browser sent. */
  reports: number
}

export interface WalkSettings {
  person: Person
  blueprint: Blueprint
  course: Course
  /** Epoch milliseconds. */
  startsAt: number
  /** The clock: whatever would come later has not happened yet. Epoch milliseconds. */
  until: number
  hasCancelNow: boolean
  /** An adaptive offer picks the discounts. */
  isAdaptive: boolean
  /** A cooldown keeps this kind of offer back. */
  isHeldBack: (offer: ShownOffer) => boolean
  /** The merchant's own step, before everything else. */
  hasOwnStep: boolean
  /** Shown after the survey: an offer of the merchant's own. */
  ownOffer: ShownOffer | null
}

/** Median milliseconds that people stay. */
const stay = { SURVEY: 13_000, OFFER: 9_000, FREEFORM: 6_000, typing: 41_000, CONFIRM: 5_500, CUSTOM: 8_000 }

/** Walks the flow step by step. Nothing here decides the outcome: that follows from the facts. */
export function walk(settings: WalkSettings, chance: Prng): Walk {
  const { person, blueprint, course, until } = settings
  const facts: SessionFacts = { canceled: false, stepsViewed: [], presentedOffers: [] }
  const seen: StepViewed[] = facts.stepsViewed ?? []
  const iso = isoMemo()
  let now = settings.startsAt
  let isSilent = false
  let reports = 1
  const result = (): Walk => ({ facts, lastAt: Math.round(now), isSilent, reports })

  /** Comes to a step and leaves it. False when the customer is gone or the present is reached. */
  const view = (
    step: Pick<StepViewed, "stepType" | "guid">,
    medianMs: number,
    rest: StepViewed = {},
  ): boolean => {
    const start = now
    const duration = Math.round(chance.span(medianMs, 0.6)) + 400
    const viewed: StepViewed = { ...step, ...rest, start: iso(start) }
    seen.push(viewed)
    const isLast = seen.length >= course.patience
    if (start + duration > until) return false
    if (isLast && course.goesSilent) {
      isSilent = true
      return false
    }
    now = start + duration
    reports++
    viewed.end = iso(now)
    viewed.duration = duration
    if (isLast) facts.aborted = true
    return !isLast
  }

  /** Shows an offer. True when the walk goes on, so neither taken nor left. */
  const propose = (offer: ShownOffer, stepGuid: string, isSurveyOffer: boolean): boolean => {
    if (settings.isHeldBack(offer)) {
      facts[offer.offerType === "PAUSE" ? "pauseCooldownApplied" : "discountCooldownApplied"] = true
      return true
    }
    const { guid, offerType } = offer
    const presented = {
      guid,
      offerType,
      accepted: false,
      surveyOffer: isSurveyOffer,
      ...(isSurveyOffer && { surveyChoiceId: facts.surveyChoiceId ?? null }),
      presentedAt: iso(now),
      ...offer.presented,
    }
    facts.presentedOffers?.push(presented)
    if (!view({ stepType: "OFFER", guid: stepGuid }, stay.OFFER)) return false
    if (!course.accepts(offer)) {
      Object.assign(presented, { declinedAt: iso(now) })
      return true
    }
    Object.assign(presented, { accepted: true, acceptedAt: iso(now) })
    facts.acceptedOffer = { guid, offerType, ...offer.accepted }
    return false
  }

  const take = (step: BlueprintStep): boolean => {
    switch (step.stepType) {
      case "SURVEY": {
        const numChoices = step.survey.choices.length
        if (!view({ stepType: "SURVEY", guid: step.guid }, stay.SURVEY, { numChoices })) return false
        const choice = answerSurvey(facts, step, course, languageOf(person), chance)
        if (!choice) return true
        const offer = choice.offer && shownOffer(choice.offer, settings.isAdaptive, chance)
        if (offer && !propose(offer, `${step.guid}:offer:${choice.guid}`, true)) return false
        const own = settings.ownOffer
        return !own || propose(own, `${step.guid}:offer:${own.guid}`, true)
      }
      case "OFFER":
        return propose(shownOffer(step.offer, settings.isAdaptive, chance), step.guid, false)
      case "FREEFORM": {
        const writes = course.writesFeedback || step.freeform.required
        if (!view({ stepType: "FREEFORM", guid: step.guid }, writes ? stay.typing : stay.FREEFORM))
          return false
        if (writes)
          facts.feedback = feedbackText(languageOf(person), course.reason, facts.followupResponse, chance)
        return true
      }
      case "CONFIRM":
        return view({ stepType: "CONFIRM", guid: step.guid }, stay.CONFIRM)
    }
  }

  if (settings.hasCancelNow && course.cancelsAtOnce) {
    const first = blueprint.content.steps[0]
    if (!first || !view({ stepType: first.stepType, guid: first.guid }, stay.OFFER)) return result()
    facts.usedClickToCancel = true
    facts.canceled = true
    return result()
  }
  if (settings.hasOwnStep) {
    if (
      !view({ stepType: "CUSTOM", guid: "step-satisfaction" }, stay.CUSTOM, {
        customStepType: "satisfaction",
      })
    ) {
      return result()
    }
    facts.customStepResults = { satisfaction: { score: chance.between(2, 9) } }
  }
  for (const step of blueprint.content.steps) if (!take(step)) return result()
  facts.canceled = true
  return result()
}
