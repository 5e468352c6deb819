import type { SessionReport } from "../revision.ts"

/** What a set of reports amounts to: how a session is decided, as the rule reads and as slowly. */
export interface Decided {
  canceled: boolean
  /** The `guid` of the offer that was taken. */
  offer: string | null
  isAsked: boolean
}

const isAskedIn = ({ facts }: SessionReport) => facts.decisionState === "asked"
const cancels = ({ facts }: SessionReport) => facts.canceled === true
const guidIn = ({ facts }: SessionReport) => facts.acceptedOffer?.guid ?? null

/** The rule of decisions, word by word, to hold the real one against. Looks at all reports for every question. */
export function naiveDecision(reports: readonly SessionReport[]): Decided {
  const inOrder = [...reports].sort((a, b) => a.revision - b.revision)
  const standingCancel = inOrder.some((report) => cancels(report) && !isAskedIn(report))
  const standingOffer =
    inOrder.filter((report) => guidIn(report) !== null && (cancels(report) || !isAskedIn(report))).at(-1) ??
    null
  const offer = standingOffer && guidIn(standingOffer)
  if (standingCancel) return { canceled: true, offer, isAsked: false }
  const speaks = (report: SessionReport) =>
    cancels(report) || guidIn(report) !== null || report.facts.decisionState === "refused"
  const last = inOrder.filter(speaks).at(-1)
  if (!last || !isAskedIn(last)) return { canceled: false, offer, isAsked: false }
  if (cancels(last)) return { canceled: true, offer, isAsked: true }
  if (offer !== null) return { canceled: false, offer, isAsked: false }
  return { canceled: false, offer: guidIn(last), isAsked: true }
}
