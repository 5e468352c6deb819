import type { SessionFacts } from "../schema/session-facts.ts"
import type { StepType } from "../words.ts"
import type { BlueprintContent } from "./blueprint.ts"
import type { ShownOffer } from "./shown-offers.ts"

/** One look of the customer at one step. */
export interface TimelineStep {
  stepType: StepType | null
  customStepType: string | null
  guid: string | null
  /** What stood above the step, where the flow is known. */
  title: string | null
  start: string | null
  durationMs: number | null
  /** 1 the first time; more where the customer came back. */
  visit: number
  /** Choices of a survey. */
  choices: number | null
  /** The offers shown during it, by their place in the list of offers. */
  offers: number[]
}

/** The steps in the order they were seen, each with the offers that were shown on it. */
export function timelineOf(
  facts: SessionFacts,
  offers: readonly ShownOffer[],
  content: BlueprintContent | null,
): TimelineStep[] {
  const titles = content ? titlesOf(content) : new Map<string, string>()
  const visits = new Map<string, number>()
  const steps = (facts.stepsViewed ?? []).map((step): TimelineStep => {
    const key = JSON.stringify([step.stepType, step.customStepType, step.guid])
    const visit = (visits.get(key) ?? 0) + 1
    visits.set(key, visit)
    return {
      stepType: step.stepType ?? null,
      customStepType: step.customStepType ?? null,
      guid: step.guid ?? null,
      title: (step.guid && titles.get(step.guid)) || null,
      start: step.start ?? null,
      durationMs: durationOf(step),
      visit,
      choices: step.numChoices ?? null,
      offers: [],
    }
  })
  offers.forEach((offer, index) => {
    const at = offer.presentedAt === null ? Number.NaN : Date.parse(offer.presentedAt)
    steps.findLast(({ start }) => start !== null && Date.parse(start) <= at)?.offers.push(index)
  })
  return steps
}

function durationOf(step: {
  start?: string | null
  end?: string | null
  duration?: number | null
}): number | null {
  const between = step.start && step.end ? Date.parse(step.end) - Date.parse(step.start) : null
  const duration = step.duration ?? between
  return duration !== null && duration >= 0 ? duration : null
}

/** What stands above each step. A step that a survey choice or an option of its
 * follow-up raised is known by the survey's guid and its own. */
function titlesOf(content: BlueprintContent): Map<string, string> {
  const titles = new Map<string, string>()
  for (const step of content.steps) {
    titles.set(step.guid, step.header)
    if (step.stepType !== "SURVEY") continue
    for (const { guid, offer, followup } of step.survey.choices) {
      for (const part of [{ guid, offer }, ...(followup?.options ?? [])]) {
        if (part.offer) titles.set(`${step.guid}:offer:${part.guid}`, part.offer.copy.header)
      }
    }
  }
  return titles
}
