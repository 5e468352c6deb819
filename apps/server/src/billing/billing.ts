import type { Mode } from "@holdfast/protocol"
import type { Logger } from "pino"
import { type AskFacts, createFactsAsker } from "./ask-facts.ts"
import type { BillingSystem } from "./billing-system.ts"
import { type Carrier, carrierChain } from "./carrier-chain.ts"
import type { CheckKey } from "./connection/check-stripe-key.ts"
import type { BillingProvider } from "./provider.ts"
import type { Teller } from "./tell-of-waiting.ts"

/** The billing of every workspace: `ask-for-action.ts` asks it, `settle-unknown-requests.ts` finds out what became of the rest. */
export interface Billing {
  /** Who carries out what the customers of a workspace ask for. */
  providerOf(workspaceId: string, mode: Mode): Promise<BillingProvider>
  /** The billing system that a workspace has connected in a mode; null where it has none. */
  systemOf(workspaceId: string, mode: Mode): Promise<BillingSystem | null>
  /** What the connected billing system knows of a customer. */
  askFacts: AskFacts
  /** A connection or an endpoint of a workspace has changed; other servers learn of it within 5 seconds. */
  forget(workspaceId: string): void
  /** What the key of a billing system may do, asked of it. */
  checkKey: CheckKey
  /** A provider that has not answered by then is not waited for any longer. */
  limitMs: number
  /** What it takes to tell people that a request waits for them. */
  teller: Teller
  log: Pick<Logger, "warn">
  now: () => Date
}

/** Who may carry out what the customers of a workspace ask for in a mode; null where there is nobody. */
export type CarrierOf = (workspaceId: string, mode: Mode) => Promise<Carrier | null>

export type BillingOptions = Pick<Billing, "teller" | "log" | "now" | "checkKey"> &
  Partial<Omit<Billing, "teller" | "log" | "now" | "checkKey">> & {
    /** Asked in this order after the connected billing system. Where nobody can, it is the work of a person. */
    carriers?: readonly CarrierOf[]
  }

export function openBilling({ carriers = [], ...options }: BillingOptions): Billing {
  const systemOf = options.systemOf ?? (async () => null)
  const connected: CarrierOf = async (workspaceId, mode) => {
    const system = await systemOf(workspaceId, mode)
    return system && { name: system.name, provider: system }
  }
  return {
    systemOf,
    async providerOf(workspaceId, mode) {
      const found = await Promise.all([connected, ...carriers].map((find) => find(workspaceId, mode)))
      return carrierChain(found.filter((carrier) => carrier !== null))
    },
    askFacts: createFactsAsker({ systemOf, log: options.log }),
    forget: () => {},
    limitMs: 8000,
    ...options,
  }
}
