import type { MissingFacts, Mode } from "@holdfast/protocol"
import type { Logger } from "pino"
import { describeError } from "../log/describe-error.ts"
import type { BillingFacts, BillingSystem } from "./billing-system.ts"
import { FactsFault } from "./facts-fault.ts"
import { within } from "./within.ts"

/** What the billing system of a workspace says of a customer. */
export type FactsAnswer =
  | { kind: "notConnected" }
  | { kind: "known"; provider: BillingSystem["name"]; facts: BillingFacts }
  | { kind: "missing"; provider: BillingSystem["name"]; reason: Exclude<MissingFacts, "other-subscription"> }

export interface FactsQuestion {
  workspaceId: string
  mode: Mode
  customerId: string
}

/** Never throws for what the billing system does, and holds nothing of the database. */
export type AskFacts = (question: FactsQuestion) => Promise<FactsAnswer>

interface Options {
  systemOf(workspaceId: string, mode: Mode): Promise<BillingSystem | null>
  log: Pick<Logger, "warn">
  /** A customer waits: the flow opens without what takes longer. */
  limitMs?: number
  /**
   * Of a workspace at the same time. Where the billing system hangs, the flows of so many customers wait for the limit, and
   * all others open at once.
   */
  mostAtOnce?: number
}

/** Asks billing systems about customers as their flows open, each question within its limit. */
export function createFactsAsker({ systemOf, log, limitMs = 2000, mostAtOnce = 20 }: Options): AskFacts {
  const asking = new Map<string, number>()

  return async ({ workspaceId, mode, customerId }) => {
    const system = await systemOf(workspaceId, mode)
    if (!system) return { kind: "notConnected" }
    const provider = system.name
    const missing = (reason: Extract<FactsAnswer, { kind: "missing" }>["reason"]) =>
      ({ kind: "missing", provider, reason }) as const
    const running = asking.get(workspaceId) ?? 0
    if (running >= mostAtOnce) {
      log.warn({ workspace: workspaceId, running }, "a flow opened without asking the billing: it is slow")
      return missing("busy")
    }
    asking.set(workspaceId, running + 1)
    try {
      const facts = await within(limitMs, (signal) => system.facts(customerId, signal))
      if (facts === "late") {
        log.warn(
          { workspace: workspaceId, limitMs },
          "a flow opened without the billing's answer: it is late",
        )
        return missing("slow")
      }
      return facts ? { kind: "known", provider, facts } : missing("unknown-customer")
    } catch (error) {
      log.warn({ workspace: workspaceId, error: describeError(error) }, "a flow opened without the billing")
      return missing(error instanceof FactsFault ? error.reason : "failed")
    } finally {
      const left = (asking.get(workspaceId) ?? 1) - 1
      if (left > 0) asking.set(workspaceId, left)
      else asking.delete(workspaceId)
    }
  }
}
