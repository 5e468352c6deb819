import type { AcceptedOffer, SessionFacts } from "./schema/session-facts.ts"

/**
 * Every report holds the whole session so far, with a rising revision, so that retries, duplicates and late
 * arrivals are harmless. What a set of reports amounts to does not depend on the order of arrival:
 *
 * - The facts are those of the highest revision.
 * - A decision that was made stands, whichever report says so; of accepted offers the newest.
 * - A decision that is only asked counts as one, until a later report speaks of a decision again: refused, made, or
 *   another one asked. What does not speak of one, such as a page that forgot, takes nothing back.
 */
export interface ReportedState {
  /** The highest revision seen. */
  revision: number
  facts: SessionFacts
  /** The revision that the accepted offer which stands came with; null where none does. */
  acceptedRevision: number | null
  /** The highest revision that spoke of a decision; null where none has. What was asked before it is answered. */
  decisionRevision: number | null
}

export interface SessionReport {
  revision: number
  facts: SessionFacts
}

/** Takes a report in. Returns the very same state when it says nothing new. */
export function applyReport(state: ReportedState | null, report: SessionReport): ReportedState {
  const incoming = partsOf(stateOfOne(report))
  if (!state) return composed(incoming)
  const before = partsOf(state)
  const after: Parts = {
    newest: laterOf(before.newest, incoming.newest),
    canceled: before.canceled || incoming.canceled,
    accepted: laterOf(before.accepted, incoming.accepted),
    word: laterOf(before.word, incoming.word),
  }
  const saysNothingNew =
    after.newest === before.newest &&
    after.canceled === before.canceled &&
    after.accepted === before.accepted &&
    after.word === before.word
  return saysNothingNew ? state : composed(after)
}

/** Each part is the latest of its kind, or once true for ever, so that no order of arrival matters. */
interface Parts {
  newest: SessionReport
  /** A cancellation stands. */
  canceled: boolean
  /** The accepted offer that stands. */
  accepted: Offered | null
  /** What was last said of a decision. */
  word: Word | null
}

interface Offered {
  revision: number
  offer: AcceptedOffer
}

type Word = { revision: number } & (
  | { kind: "made" | "refused" | "cancelAsked" }
  | { kind: "offerAsked"; offer: AcceptedOffer }
)

function laterOf<T extends { revision: number }>(a: T, b: T): T
function laterOf<T extends { revision: number }>(a: T | null, b: T | null): T | null
function laterOf<T extends { revision: number }>(a: T | null, b: T | null): T | null {
  return a && b ? (b.revision > a.revision ? b : a) : (a ?? b)
}

function stateOfOne({ revision, facts }: SessionReport): ReportedState {
  const { canceled, acceptedOffer, decisionState } = facts
  const speaks = canceled === true || acceptedOffer || decisionState === "refused"
  return {
    revision,
    facts,
    acceptedRevision: acceptedOffer ? revision : null,
    decisionRevision: speaks ? revision : null,
  }
}

/** Where both a cancellation and an offer are there, it is the cancellation that is asked. */
function partsOf({ revision, facts, acceptedRevision, decisionRevision }: ReportedState): Parts {
  const { acceptedOffer: offer, decisionState } = facts
  const canceled = facts.canceled === true
  const isAsked = decisionState === "asked"
  const parts: Parts = {
    newest: { revision, facts },
    canceled: canceled && !isAsked,
    accepted: null,
    word: null,
  }
  if (offer && !(isAsked && !canceled)) parts.accepted = { revision: acceptedRevision ?? revision, offer }
  if (decisionRevision === null) return parts
  const said = { revision: decisionRevision }
  if (isAsked && canceled) parts.word = { ...said, kind: "cancelAsked" }
  else if (isAsked && offer) parts.word = { ...said, kind: "offerAsked", offer }
  else parts.word = { ...said, kind: decisionState === "refused" ? "refused" : "made" }
  return parts
}

/** What stands cannot be asked any more: a question beside a cancellation, or an offer beside one that was taken. */
function composed({ newest, canceled, accepted, word }: Parts): ReportedState {
  const isCancelAsked = !canceled && word?.kind === "cancelAsked"
  const asked = !canceled && !accepted && word?.kind === "offerAsked" ? word.offer : null
  const isRefused = !canceled && word?.kind === "refused"
  const facts = { ...newest.facts }
  delete facts.decisionState
  if (canceled || isCancelAsked) facts.canceled = true
  else if (facts.canceled) facts.canceled = false
  const offer = accepted?.offer ?? asked
  if (offer) facts.acceptedOffer = offer
  else if (facts.acceptedOffer) delete facts.acceptedOffer
  if (isCancelAsked || asked) facts.decisionState = "asked"
  else if (isRefused) facts.decisionState = "refused"
  // who decided and then closed the flow has not walked away from it; what is only asked may still be taken back
  if (canceled || accepted) delete facts.aborted
  return {
    revision: newest.revision,
    facts,
    acceptedRevision: accepted?.revision ?? null,
    decisionRevision: word?.revision ?? null,
  }
}
