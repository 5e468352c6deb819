import { isOfSameSubscription } from "./bounce.ts"
import { isDecision, isSettled, type Outcome } from "./outcome.ts"

/** A session of the same customer in the same mode, of those that the bounce rule weighs against each other. */
export interface Neighbour {
  id: string
  createdAt: string
  outcome: Outcome
  outcomeLabel: string
  /** Which of the customer's subscriptions it is about; null where it names none. */
  subscriptionId: string | null
  /** The winner that set it aside. */
  bouncedBy: string | null
}

/** Why a session is bounced or not. */
export type BounceReason =
  /** Still open: it waits until it ends. */
  | { kind: "waits" }
  /** No customer id, so there is nobody whose sessions could be compared. */
  | { kind: "nobody" }
  /** No other settled session within 24 hours. */
  | { kind: "alone" }
  /** Others are near, but all of them are about other subscriptions. */
  | { kind: "apart" }
  /** A winner, which set others aside. */
  | { kind: "winner"; setAside: number }
  /** Others are near, but all of them were set aside by another winner and so set nothing aside. */
  | { kind: "spared" }
  /** `because`: the winner is a decision and this is none, or both are alike and the winner is the later one. */
  | { kind: "bounced"; by: Neighbour; because: "decision" | "later" }

/**
 * Reads the decision that was made about a session off its neighbours.
 * @param neighbours within 24 hours of it, and the winner that set it aside; with or without itself
 */
export function bounceReason(
  session: Neighbour,
  customerId: string | null,
  neighbours: readonly Neighbour[],
): BounceReason {
  if (!isSettled(session.outcome.kind)) return { kind: "waits" }
  if (customerId === null) return { kind: "nobody" }
  const others = neighbours.filter(({ id, outcome }) => id !== session.id && isSettled(outcome.kind))
  const winner = others.find(({ id }) => id === session.bouncedBy)
  if (winner) {
    const outranks = isDecision(winner.outcome.kind) && !isDecision(session.outcome.kind)
    return { kind: "bounced", by: winner, because: outranks ? "decision" : "later" }
  }
  if (others.length === 0) return { kind: "alone" }
  if (!others.some((other) => isOfSameSubscription(session, other))) return { kind: "apart" }
  const setAside = others.filter(({ bouncedBy }) => bouncedBy === session.id).length
  return setAside > 0 ? { kind: "winner", setAside } : { kind: "spared" }
}
