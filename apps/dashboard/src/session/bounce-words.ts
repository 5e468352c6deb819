import { type BounceReason, isDecision, type Neighbour } from "@holdfast/protocol"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { durationPhrase } from "../time/duration.ts"

/** Whether and why a session counts, a sentence each. */
export function bounceSentences(
  reason: BounceReason,
  session: { createdAt: string; isVerified: boolean },
): string[] {
  const sentences = sentencesOf(reason, session.createdAt)
  if (session.isVerified || reason.kind === "nobody") return sentences
  return [
    ...sentences,
    "Nobody vouched for the customer, so it is compared with other unverified sessions only.",
  ]
}

function sentencesOf(reason: BounceReason, createdAt: string): string[] {
  switch (reason.kind) {
    case "waits":
      return ["It waits until it ends: a session in progress is in no number and sets nothing aside."]
    case "nobody":
      return ["It counts. No customer id was sent, so there are no other sessions to compare it with."]
    case "alone":
      return ["It counts: there is no other settled session of this customer within 24 hours."]
    case "apart":
      return [
        "It counts: the other sessions of this customer within 24 hours are about other subscriptions, and each subscription is a decision of its own.",
      ]
    case "winner": {
      const others = reason.setAside === 1 ? "one other session" : `${reason.setAside} other sessions`
      return [
        `It counts, and set aside ${others} of this customer: numbers take one session per customer per 24 hours, the most relevant one.`,
      ]
    }
    case "spared":
      return [
        "It counts. The other sessions within 24 hours were set aside by another one, and a session that is set aside sets nothing aside itself.",
      ]
    case "bounced":
      return [
        "It is bounced, and in no number: numbers take one session per customer per 24 hours.",
        winnerSentence(reason.by, reason.because, createdAt),
      ]
  }
}

function winnerSentence(winner: Neighbour, because: "decision" | "later", createdAt: string): string {
  const apartMs = Date.parse(winner.createdAt) - Date.parse(createdAt)
  const name = shorten(readableText(winner.outcomeLabel) ?? "Custom offer", 80)
  const where =
    apartMs === 0
      ? "of the same moment"
      : `${durationPhrase(Math.abs(apartMs))} ${apartMs > 0 ? "later" : "earlier"}`
  const which = `It was replaced by the session ${where}, ${name}`
  if (because === "decision") return `${which}: a decision is more relevant than an abandonment.`
  const both = isDecision(winner.outcome.kind) ? "decisions" : "abandonments"
  return `${which}: of two ${both} the later one is more relevant.`
}
