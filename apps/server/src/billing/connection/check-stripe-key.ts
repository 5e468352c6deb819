import { type BillingPermissionName, billingPermissionNames } from "@holdfast/protocol/dashboard"
import Stripe from "stripe"
import { stripeClient } from "../stripe/stripe-client.ts"

/** What the billing system says of a key. */
export type KeyCheck =
  | {
      kind: "works"
      /** null where the key may not say. */
      account: { id: string; name: string | null } | null
      missing: BillingPermissionName[]
    }
  /** The key is not accepted, or cannot be tried now. The reason is a sentence. */
  | { kind: "refused" | "unreachable"; reason: string }

/** Asks what a key may do. Changes nothing. */
export type CheckKey = (key: string) => Promise<KeyCheck>

/** A person waits for the answer. */
const longestMs = 8000

/** No object has such an id: who may write is told that it is not there, and who may not is told that instead. */
const nobodys = (kind: string) => `${kind}_holdfastCheck`

const one = { limit: 1 }

const probes: Record<BillingPermissionName, (stripe: Stripe) => Promise<unknown>> = {
  "customers:read": ({ customers }) => customers.list(one),
  "subscriptions:read": ({ subscriptions }) => subscriptions.list(one),
  "subscriptions:write": ({ subscriptions }) => subscriptions.update(nobodys("sub"), { metadata: {} }),
  "prices:read": ({ prices }) => prices.list(one),
  "products:read": ({ products }) => products.list(one),
  "coupons:read": ({ coupons }) => coupons.list(one),
  "invoices:read": ({ invoices }) => invoices.list(one),
  "events:read": ({ events }) => events.list(one),
  "refunds:write": ({ refunds }) => refunds.create({ charge: nobodys("ch"), amount: 1 }),
  "credit-notes:write": ({ creditNotes }) => creditNotes.create({ invoice: nobodys("in"), amount: 1 }),
}

/**
 * Checks a key permission by permission: each needed read is called, and each write is tried on something that is not there.
 * @param apiBase another address than Stripe's own
 */
export const checkStripeKey =
  (apiBase: string | null): CheckKey =>
  async (key) => {
    const stripe = stripeClient({ key, apiBase }, AbortSignal.timeout(longestMs))
    const asked = billingPermissionNames.map(async (name) => ({
      name,
      answer: await answerOf(() => probes[name](stripe)),
    }))
    const account = accountOf(stripe)
    const answers = await Promise.all(asked)
    const said = answers.map(({ answer }) => answer)
    const refusal = said.find((answer) => answer === "refused")
    if (refusal)
      return {
        kind: "refused",
        reason: "Stripe does not accept this key: it was revoked, has expired, or was not copied as a whole.",
      }
    if (said.includes("silent"))
      return { kind: "unreachable", reason: "Stripe gave no answer. Try again in a moment." }
    const missing = answers.flatMap(({ name, answer }) => (answer === "forbidden" ? [name] : []))
    return { kind: "works", account: await account, missing }
  }

type Answer = "allowed" | "forbidden" | "refused" | "silent"

/** Stripe checks the permission before it looks for the object, so any other fault of the question says that it is allowed. */
async function answerOf(ask: () => Promise<unknown>): Promise<Answer> {
  try {
    await ask()
    return "allowed"
  } catch (error) {
    const status = error instanceof Stripe.errors.StripeError ? error.statusCode : undefined
    if (status === 401) return "refused"
    if (status === 403) return "forbidden"
    return status === 400 || status === 404 || status === 402 ? "allowed" : "silent"
  }
}

/** Only to be shown: a restricted key may be without it. */
async function accountOf(stripe: Stripe): Promise<{ id: string; name: string | null } | null> {
  try {
    const { id, business_profile, settings } = await stripe.accounts.retrieveCurrent()
    return { id, name: settings?.dashboard.display_name || business_profile?.name || null }
  } catch {
    return null
  }
}
