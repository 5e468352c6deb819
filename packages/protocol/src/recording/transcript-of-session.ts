import type { BlueprintContent } from "../flow/blueprint.ts"
import { offerPhrase } from "../flow/offer-words.ts"
import { type ShownOffer, shownOffers } from "../flow/shown-offers.ts"
import { timelineOf } from "../flow/timeline.ts"
import type { SessionFacts } from "../schema/session-facts.ts"
import { withFieldNames } from "./name-merge-fields.ts"
import type { TranscriptKind, TranscriptLine, TranscriptSource } from "./transcript.ts"
import { decisionWords, named, partsOf, quoted, stepNames, takenWords } from "./transcript-words.ts"

/** The run of a session without a log in words: from its steps, its offers and its answers. */
export function transcriptOfSession(
  { facts: reported, content: published }: TranscriptSource,
  /** When the run began. */
  startedAt: Date,
): TranscriptLine[] {
  const content = published && withFieldNames(published, null)
  const facts = withQuestionOf(content, reported)
  const since = (time: string | null | undefined) => {
    const ms = time ? Date.parse(time) - startedAt.getTime() : Number.NaN
    return Number.isNaN(ms) ? null : Math.max(0, ms)
  }
  const offers = shownOffers(facts, content)
  const lines = timelineOf(facts, offers, content).flatMap((step): TranscriptLine[] => {
    const at = since(step.start)
    const end = at !== null && step.durationMs !== null ? at + step.durationMs : at
    const name = step.stepType ? stepNames[step.stepType] : "a step"
    const again = step.visit > 1 ? "Came back to" : "Saw"
    const isOffer = step.stepType === "OFFER"
    const shown = isOffer ? [] : [line(at, "screen", `${again} ${name}${named(step.title)}`)]
    return [
      ...shown,
      ...(step.stepType === "SURVEY" && step.visit === 1 ? surveyLines(facts, end) : []),
      ...(step.stepType === "FREEFORM" && step.visit === 1 && facts.feedback
        ? [line(end, "answer", `Wrote ${quoted(facts.feedback)}`)]
        : []),
      ...step.offers.flatMap((place) => offerLines(offers[place], since)),
    ]
  })
  const placed = new Set(timelineOf(facts, offers, content).flatMap((step) => step.offers))
  for (const [place, offer] of offers.entries())
    if (!placed.has(place)) lines.push(...offerLines(offer, since))
  if ((facts.stepsViewed ?? []).length === 0) {
    lines.push(...surveyLines(facts, null))
    if (facts.feedback) lines.push(line(null, "answer", `Wrote ${quoted(facts.feedback)}`))
  }
  const end = since(facts.stepsViewed?.at(-1)?.end)
  if (facts.canceled === true)
    lines.push(
      line(
        end,
        "decision",
        decisionWords(facts.usedClickToCancel === true ? "canceledNow" : "canceled", null),
      ),
    )
  else if (facts.aborted === true && !facts.acceptedOffer) lines.push(line(end, "end", "Closed the flow"))
  return lines
}

const line = (at: number | null, kind: TranscriptKind, text: string): TranscriptLine => ({ at, kind, text })

/** A session reports the question as it was read, with what a merge field said of the customer: the version has it without. */
function withQuestionOf(content: BlueprintContent | null, facts: SessionFacts): SessionFacts {
  const asked = content && partsOf(content).choices.get(facts.surveyChoiceId ?? "")?.followup?.question
  return asked ? { ...facts, followupQuestion: asked } : facts
}

function surveyLines(facts: SessionFacts, at: number | null): TranscriptLine[] {
  const { surveyChoiceValue: picked, followupQuestion: question, followupResponse: answer } = facts
  return [
    ...(picked ? [line(at, "answer", `Picked ${quoted(picked)}`)] : []),
    ...(answer
      ? [line(at, "answer", `Answered${question ? ` ${quoted(question)}` : ""} with ${quoted(answer)}`)]
      : []),
  ]
}

function offerLines(
  offer: ShownOffer | undefined,
  since: (time: string | null) => number | null,
): TranscriptLine[] {
  if (!offer) return []
  const shown = line(since(offer.presentedAt), "offer", `Was offered ${offerPhrase(offer.terms)}`)
  const ended = since(offer.endedAt)
  if (offer.ending === "declined") return [shown, line(ended, "decision", "Declined the offer")]
  if (offer.ending === "accepted")
    return [shown, line(ended, "decision", takenWords(offer.taken ?? offer.terms))]
  return [shown]
}
