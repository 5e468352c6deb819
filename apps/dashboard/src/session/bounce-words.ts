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
  return [...sentences, "It is unverified, so it is compared with other unverified sessions only."]
}

function sentencesOf(reason: BounceReason, createdAt: string): string[] {
  switch (reason.kind) {
    case "waits":
      return ["It is in progress, so it is left out of every number until it ends."]
    case "nobody":
      return ["It counts. No customer id was sent, so there are no other sessions to compare it with."]
    case "alone":
      return ["It counts: there is no other settled session of this customer within 24 hours."]
    case "apart":
      return [
        "It counts: the other sessions of this customer within 24 hours are about other subscriptions, and each subscription is a decision of its own.",
      ]
    case "winner": {
      const others =
        reason.setAside === 1
          ? "One other session of this customer does not"
          : `${reason.setAside} other sessions of this customer do not`
      return [`It counts. ${others}: only the most relevant session of 24 hours counts.`]
    }
    case "spared":
      return [
        "It counts. The other sessions of these 24 hours are bounced by another one, and a bounced session bounces no other.",
      ]
    case "bounced":
      return [
        "Bounced, so it is left out of every number.",
        winnerSentence(reason.by, reason.because, createdAt),
      ]
  }
}

function winnerSentence(winner: Neighbour, because: "decision" | "later", createdAt: string): string {
  const apartMs = Date.parse(winner.createdAt) - Date.parse(createdAt)
  const when =
    apartMs === 0
      ? "at the same moment"
      : `${durationPhrase(Math.abs(apartMs))} ${apartMs > 0 ? "later" : "earlier"}`
  const what = `The same customer ${whatTheyDid(winner)} ${when}`
  if (because === "decision") return `${what}, and only the most relevant session of 24 hours counts.`
  const both = isDecision(winner.outcome.kind) ? "decisions" : "sessions without a decision"
  return `${what}, and of ${both} within 24 hours only the last one counts.`
}

function whatTheyDid({ outcome, outcomeLabel }: Neighbour): string {
  if (outcome.kind === "canceled") return "cancelled"
  if (!isDecision(outcome.kind)) return "left the flow again"
  return `accepted an offer (${shorten(readableText(outcomeLabel) ?? "Custom offer", 80)})`
}
