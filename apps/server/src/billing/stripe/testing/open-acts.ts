import { randomUUID } from "node:crypto"
import type { BillingAct } from "@holdfast/protocol/schema"
import type { StandInKey } from "../../../demo/stripe-stand-in/check-key.ts"
import { openStandIn, testKey, testNow } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import type { BillingRequest } from "../../provider.ts"
import { openStripeActs } from "../open-stripe-acts.ts"
import type { StripeSettings } from "../stripe-settings.ts"

const standard: StripeSettings = {
  cancelAt: "period-end",
  changePlanAt: "now",
  proration: "create_prorations",
  pauseMeaning: "collection",
  pauseInvoiceBehavior: "void",
}

export interface OpenActsOptions extends Partial<StripeSettings> {
  key?: string
  keys?: readonly StandInKey[]
}

/** Nobody stops waiting. */
export const patient = new AbortController().signal

/** Stripe's acts over a stand-in with a few customers, which is closed when the test ends. */
export async function openActs({ key = testKey, keys, ...settings }: OpenActsOptions = {}) {
  const { standIn, stripe, world } = await openStandIn(keys)
  const withSettings = (more: Partial<StripeSettings>) =>
    openStripeActs({
      key,
      apiBase: standIn.url,
      settings: { ...standard, ...settings, ...more },
      now: () => testNow,
    })
  const acts = withSettings({})
  return {
    acts,
    withSettings,
    standIn,
    stripe,
    world,
    carryOut: (request: BillingRequest) => acts.carryOut(request, patient),
    outcomeOf: (request: BillingRequest) => acts.outcomeOf(request, patient),
    preview: (request: BillingRequest) => acts.preview(request, patient),
    /** How a subscription is now, with its discounts. */
    subscription: (id: string) => stripe.subscriptions.retrieve(id, { expand: ["discounts"] }),
    /** What was sent that changes something: method, path and body. */
    sent: () =>
      standIn.asked.flatMap(({ method, path, body }) =>
        method === "GET" || path.endsWith("create_preview")
          ? []
          : [`${method} ${path} ${decodeURIComponent(body)}`],
      ),
  }
}

/** A request of Mia's, unless it is said whose. */
export const requestOf = (act: BillingAct, more: Partial<BillingRequest> = {}): BillingRequest => ({
  id: randomUUID(),
  mode: "test",
  customerId: "mia",
  subscriptionId: null,
  act,
  requestedAt: testNow,
  ...more,
})
