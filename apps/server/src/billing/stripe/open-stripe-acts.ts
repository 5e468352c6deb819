import { flowActions, type Mode } from "@holdfast/protocol"
import type { BillingSystem } from "../billing-system.ts"
import { carryOut, outcomeOf, previewAct } from "./carry-out.ts"
import { readFacts } from "./read-facts.ts"
import { type StripeAccess, stripeClient } from "./stripe-client.ts"
import type { StripeSettings } from "./stripe-settings.ts"

export interface StripeActsOptions extends StripeAccess {
  settings: StripeSettings
  now: () => Date
}

/** What a billing system is asked; what it tells by itself is in `events`. */
export type StripeActs = Pick<
  BillingSystem,
  "name" | "capabilities" | "facts" | "preview" | "carryOut" | "outcomeOf"
>

/** Stripe as the billing of a workspace in one mode: what it knows of customers, and what it carries out for them. */
export function openStripeActs({ settings, now, ...access }: StripeActsOptions): StripeActs {
  return {
    name: "stripe",
    capabilities: () => new Set(flowActions),
    facts: (customerId, signal) => readFacts(stripeClient(access, signal), customerId, now),
    preview: (request, signal) => previewAct(stripeClient(access, signal), settings, request, now()),
    carryOut: async (request, signal) =>
      isOf(access.key, request.mode)
        ? carryOut(stripeClient(access, signal), settings, request)
        : { kind: "failed", reason: `The key is not one of Stripe's for ${request.mode}.` },
    outcomeOf: (request, signal) => outcomeOf(stripeClient(access, signal), settings, request),
  }
}

/** A sandbox has keys that look like those of the test mode. */
const isOf = (key: string, mode: Mode): boolean => key.includes("_live_") === (mode === "live")
