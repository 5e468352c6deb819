import type { SessionFacts } from "./schema/session-facts.ts"

/**
 * Every report holds the whole session so far, with a rising revision, so that retries, duplicates and late
 * arrivals are harmless. What a set of reports amounts to does not depend on the order of arrival:
 * the facts are those of the highest revision, and a decision is kept from whichever report made it.
 */
export interface ReportedState {
  /** The highest revision seen. */
  revision: number
  facts: SessionFacts
  /** The revision that the accepted offer came with; null while none was accepted. */
  acceptedRevision: number | null
}

export interface SessionReport {
  revision: number
  facts: SessionFacts
}

/** Takes a report in. Returns the very same state when it says nothing new. */
export function applyReport(state: ReportedState | null, report: SessionReport): ReportedState {
  const incoming: ReportedState = {
    revision: report.revision,
    facts: withoutWalkingAway(report.facts),
    acceptedRevision: report.facts.acceptedOffer ? report.revision : null,
  }
  if (!state) return incoming
  const newer = incoming.revision > state.revision ? incoming : state
  const accepted = (incoming.acceptedRevision ?? -1) > (state.acceptedRevision ?? -1) ? incoming : state
  const canceled = state.facts.canceled === true || incoming.facts.canceled === true
  const saysNothingNew = newer === state && accepted === state && canceled === (state.facts.canceled === true)
  if (saysNothingNew) return state
  const facts = { ...newer.facts }
  if (accepted.facts.acceptedOffer) facts.acceptedOffer = accepted.facts.acceptedOffer
  if (canceled) facts.canceled = true
  return {
    revision: newer.revision,
    facts: withoutWalkingAway(facts),
    acceptedRevision: accepted.acceptedRevision,
  }
}

/** Who decided and then closed the flow has not walked away from it. */
function withoutWalkingAway(facts: SessionFacts): SessionFacts {
  if (!facts.aborted || !(facts.canceled || facts.acceptedOffer)) return facts
  const { aborted: _, ...decided } = facts
  return decided
}
