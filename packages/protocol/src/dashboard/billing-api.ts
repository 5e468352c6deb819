import { type FlowAction, flowActions, type Mode, type OfferAction } from "../words.ts"

/**
 * The billing system that a workspace has connected. Owners and admins change it, developers read. Times are ISO 8601 in
 * UTC.
 */

/** How what customers ask for is carried out. */
export interface BillingSettings {
  /** When a cancellation takes effect. */
  cancelAt: (typeof actMoments)[number]
  /** When a change of the plan takes effect. */
  changePlanAt: (typeof actMoments)[number]
  /** What becomes of the difference when the plan changes at once, in Stripe's words. */
  proration: (typeof prorations)[number]
  /** `collection`: the subscription goes on and nothing is collected. `service`: the subscription itself rests. */
  pauseMeaning: (typeof pauseMeanings)[number]
  /** What becomes of invoices while collection is paused, in Stripe's words. */
  pauseInvoiceBehavior: (typeof pauseInvoiceBehaviors)[number]
  /** `refund`: the money goes back to where it came from. `credit-note`: the next invoice is so much less. */
  rebateAs: (typeof rebateForms)[number]
}

export const actMoments = ["period-end", "now"] as const
export const prorations = ["create_prorations", "always_invoice", "none"] as const
export const pauseMeanings = ["collection", "service"] as const
export const pauseInvoiceBehaviors = ["void", "keep_as_draft", "mark_uncollectible"] as const
export const rebateForms = ["refund", "credit-note"] as const

/** What holds until somebody says otherwise. */
export const standardBillingSettings: Readonly<BillingSettings> = {
  cancelAt: "period-end",
  changePlanAt: "now",
  proration: "create_prorations",
  pauseMeaning: "collection",
  pauseInvoiceBehavior: "void",
  rebateAs: "refund",
}

const every: readonly FlowAction[] = flowActions

/** A permission of a restricted key: how Stripe calls it, how much of it, and which actions need it. */
export interface BillingPermission {
  resource: string
  level: "Read" | "Write"
  actions: readonly FlowAction[]
  /** What does not work without it. */
  neededFor: string
}

/** What a restricted key is asked for. Without a permission, the actions that need it are not offered. */
export const billingPermissions = {
  "customers:read": {
    ...{ resource: "Customers", level: "Read", actions: every },
    neededFor: "to know whose subscription it is",
  },
  "subscriptions:read": {
    ...{ resource: "Subscriptions", level: "Read", actions: every },
    neededFor: "to know plan, price and trial",
  },
  "subscriptions:write": {
    ...{ resource: "Subscriptions", level: "Write" },
    actions: ["discount", "pause", "cancel", "change-plan", "extend-trial", "resume"],
    neededFor:
      "to carry out cancellations, pauses and their end, discounts, plan changes and trial extensions",
  },
  "prices:read": {
    ...{ resource: "Prices", level: "Read", actions: ["change-plan"] },
    neededFor: "to change plans",
  },
  "products:read": {
    ...{ resource: "Products", level: "Read", actions: ["change-plan"] },
    neededFor: "to call plans by their names",
  },
  "coupons:read": {
    ...{ resource: "Coupons", level: "Read", actions: ["discount"] },
    neededFor: "to give discounts",
  },
  "invoices:read": {
    ...{ resource: "Invoices", level: "Read", actions: ["rebate"] },
    neededFor: "to find the invoice of a rebate, and to say what the next one will be",
  },
  "events:read": {
    ...{ resource: "Events", level: "Read", actions: [] },
    neededFor: "to catch up with what happened while Holdfast could not be reached",
  },
  "refunds:write": {
    ...{ resource: "Charges and Refunds", level: "Write", actions: ["rebate"] },
    neededFor: "for rebates alone",
  },
  "credit-notes:write": {
    ...{ resource: "Credit notes", level: "Write", actions: ["rebate"] },
    neededFor: "for rebates alone",
  },
} as const satisfies Record<string, BillingPermission>

export type BillingPermissionName = keyof typeof billingPermissions

export const billingPermissionNames = Object.keys(billingPermissions) as BillingPermissionName[]

/** The actions that a key cannot carry out without these permissions. */
export function actionsWithout(missing: readonly BillingPermissionName[]): Set<FlowAction> {
  return new Set(missing.flatMap((name): readonly FlowAction[] => billingPermissions[name].actions))
}

export interface BillingConnection {
  mode: Mode
  provider: "stripe"
  /** Such as `rk_test_…4f2a`. */
  keyHint: string
  /** A secret key may do everything in the account; a restricted one is better. */
  keyKind: "restricted" | "secret"
  /** null where the key may not say which account it is of. */
  account: { id: string; name: string | null } | null
  connectedAt: string
  checkedAt: string
  /** What was wrong with the key when it was last checked; null where it works. */
  fault: string | null
  missing: BillingPermissionName[]
  /** Whether the secret is there that signs the events. */
  hasWebhookSecret: boolean
  /** Until when the secret before it is accepted as well. */
  oldWebhookSecretUntil: string | null
  settings: BillingSettings
  /** What the page carries out by handlers of its own, as people of the workspace say: such offers may be published in any case. */
  pageActions: OfferAction[]
}

/** `GET /api/workspaces/:appId/billing` */
export interface BillingConnections {
  /** Where the billing system sends its events. */
  eventsAddress: string
  connections: BillingConnection[]
}

/**
 * `PATCH /api/workspaces/:appId/billing/:mode`, answered by the connection. A key in the place of another keeps all the rest;
 * what is left out stays as it is. `POST …/check` checks the key again, and `DELETE` disconnects.
 */
export interface BillingConnectionChange {
  key?: string
  /** Begins with `whsec_`. The one before it is accepted for 24 hours more. */
  webhookSecret?: string
  settings?: Partial<BillingSettings>
  pageActions?: OfferAction[]
}
