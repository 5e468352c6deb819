import type { Mode } from "@holdfast/protocol"
import type { Logger } from "pino"
import type { BillingSystem } from "./billing-system.ts"
import { type BillingProvider, merchantsOwnCallbacks } from "./provider.ts"
import type { Teller } from "./tell-of-waiting.ts"

/** The billing of every workspace: `ask-for-action.ts` asks it, `settle-unknown-requests.ts` finds out what became of the rest. */
export interface Billing {
  /** Who carries out what the customers of a workspace ask for. */
  providerOf(workspaceId: string, mode: Mode): Promise<BillingProvider>
  /** The billing system that a workspace has connected in a mode; null where it has none. */
  systemOf(workspaceId: string, mode: Mode): Promise<BillingSystem | null>
  /** A provider that has not answered by then is not waited for any longer. */
  limitMs: number
  /** What it takes to tell people that a request waits for them. */
  teller: Teller
  log: Pick<Logger, "warn">
  now: () => Date
}

export type BillingOptions = Pick<Billing, "teller" | "log" | "now"> &
  Partial<Pick<Billing, "providerOf" | "systemOf" | "limitMs">>

export const openBilling = (options: BillingOptions): Billing => ({
  providerOf: async () => merchantsOwnCallbacks,
  systemOf: async () => null,
  limitMs: 8000,
  ...options,
})
