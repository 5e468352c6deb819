import type { OutcomeKind } from "../outcome.ts"
import type { SessionFacts } from "../schema/session-facts.ts"
import type { KnownTerms } from "./offer-terms.ts"
import type { ShownOffer } from "./shown-offers.ts"

/** Why a session ended as it did. Times are when it happened for the customer, null where nobody told. */
export type OutcomeReason =
  | { kind: "open"; lastHeardAt: string }
  /** `despite`: the offer that was taken in the same session, over which the cancellation wins. */
  | { kind: "canceled"; at: string | null; withCancelNow: boolean; despite: KnownTerms | null }
  | { kind: "accepted"; at: string | null; terms: KnownTerms | null }
  | { kind: "closed"; at: string | null }
  | { kind: "silent"; since: string }
  /** Ended without a decision; how is not known. */
  | { kind: "undecided" }

export interface OutcomeEvidence {
  outcome: OutcomeKind
  facts: SessionFacts
  offers: readonly ShownOffer[]
  /** Silent for so long that the session counts as closed. */
  isSilent: boolean
  lastReportAt: string
  /** When it was settled, which is when it ended but for sessions that were brought in from elsewhere. */
  settledAt: string | null
}

/** The reason of an outcome, from the facts that decided it. */
export function outcomeReason(evidence: OutcomeEvidence): OutcomeReason {
  const { outcome, facts, offers, settledAt } = evidence
  const taken = offers.find(({ ending, isStacked }) => ending === "accepted" && !isStacked)
  const terms = taken ? (taken.taken ?? taken.terms) : null
  switch (outcome) {
    case "open":
      return { kind: "open", lastHeardAt: evidence.lastReportAt }
    case "canceled":
      return {
        kind: "canceled",
        at: lastEnd(facts) ?? settledAt,
        withCancelNow: facts.usedClickToCancel === true,
        despite: terms,
      }
    case "saved":
      return { kind: "accepted", at: taken?.endedAt ?? settledAt, terms }
    case "abandoned":
      if (evidence.isSilent) return { kind: "silent", since: evidence.lastReportAt }
      if (facts.aborted === true) return { kind: "closed", at: lastEnd(facts) ?? settledAt }
      return { kind: "undecided" }
  }
}

/** When the customer left the last step that they are known to have left. */
function lastEnd(facts: SessionFacts): string | null {
  const ends = (facts.stepsViewed ?? []).flatMap(({ end }) => end ?? [])
  return ends.reduce<string | null>(
    (latest, end) => (latest === null || Date.parse(end) > Date.parse(latest) ? end : latest),
    null,
  )
}
