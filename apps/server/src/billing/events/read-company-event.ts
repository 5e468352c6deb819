import { createHash, randomUUID } from "node:crypto"
import { readInstant } from "@holdfast/protocol"
import type { CompanyEvent, CompanyEventData } from "@holdfast/protocol/schema"
import type { Static } from "typebox"
import type { BillingEvent, EndedBy, SubscriptionState } from "../billing-system.ts"

/** What a company's own program said, as it is kept. */
export type CompanyFact =
  | { kind: "kept"; event: BillingEvent; state: SubscriptionState | null }
  /** An event of a kind that Holdfast has no use for, such as a login. */
  | { kind: "ignored"; path: string; why: string }
  /** It cannot be taken as it is. */
  | { kind: "refused"; path: string; why: string }

type Status = SubscriptionState["status"]
type Money = "invoicePaid" | "paymentFailed" | "refunded"

/** By the letters of its name alone, in any case. */
const statesByName: Readonly<Record<string, Status | "as said">> = {
  ...{ subscriptionstarted: "active", subscriptioncreated: "active", subscriptionactivated: "active" },
  ...{ subscriptionresumed: "active", subscriptionreactivated: "active", subscriptionrenewed: "active" },
  ...{ trialstarted: "trial", subscriptiontrialstarted: "trial" },
  ...{ subscriptionpaused: "paused", subscriptionunpaid: "unpaid", subscriptionpastdue: "unpaid" },
  ...{ subscriptionended: "ended", subscriptionexpired: "ended", subscriptiondeleted: "ended" },
  ...{ subscriptioncanceled: "ended", subscriptioncancelled: "ended" },
  ...{ subscriptionupdated: "as said", subscriptionchanged: "as said" },
}
const moneyByName: Readonly<Record<string, Money>> = {
  ...{ invoicepaid: "invoicePaid", paymentsucceeded: "invoicePaid", invoicepaymentsucceeded: "invoicePaid" },
  ...{ paymentfailed: "paymentFailed", invoicepaymentfailed: "paymentFailed" },
  ...{
    refunded: "refunded",
    paymentrefunded: "refunded",
    invoicerefunded: "refunded",
    chargerefunded: "refunded",
  },
}

const kindsTaken =
  "takes Subscription Started, Updated, Paused, Resumed or Ended, Trial Started, Invoice Paid, Payment Failed, or Payment Refunded"

/** Reads an event that the tolerant reader has read. */
export function readCompanyEvent(sent: CompanyEvent, now: Date): CompanyFact {
  const customerId = sent.customerId || sent.uid
  if (!customerId)
    return refused("customerId", "is missing; it takes the customer's id, as the flow knows them")
  if (!sent.event) return refused("event", `is missing; it ${kindsTaken}`)
  const name = sent.event
    .replace(/^customer\./i, "")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "")
  const given = readInstant(sent.eventDate ?? sent.createdAt ?? "")
  const at = given && given < now ? given : now
  const data = sent.eventData ?? {}
  const idOf = (kind: string, facts: readonly unknown[]) =>
    sent.eventId || (given ? hashOf([kind, customerId, given.toISOString(), ...facts]) : randomUUID())
  const subscriptionId = data.subscriptionId || customerId
  const head = { at, customerId, subscriptionId }

  const money = moneyByName[name]
  if (money !== undefined) {
    const { amount, currency } = data
    if (amount == null) return refused("eventData.amount", "is missing; it takes minor units, such as 2900")
    if (!currency)
      return refused("eventData.currency", "is missing; it takes a code of ISO 4217, such as usd")
    const id = idOf(money, [data.subscriptionId, amount, currency.toLowerCase()])
    const paid = { ...head, id, amountMinor: amount, currency: currency.toLowerCase() }
    return {
      kind: "kept",
      event:
        money === "invoicePaid"
          ? { ...paid, kind: money, discountMinor: data.discount ?? null }
          : { ...paid, kind: money },
      state: null,
    }
  }

  const named = Object.hasOwn(statesByName, name) ? statesByName[name] : undefined
  if (named === undefined)
    return { kind: "ignored", path: "event", why: `${kindsTaken}; others are not kept` }
  const status = named === "as said" ? wordOf<Status>(data.status) : named
  if (status === null)
    return refused("eventData.status", "is missing; it takes one of active, trial, paused, unpaid, ended")
  const state = stateOf(status, data, head)
  const facts = [
    state.subscriptionId,
    state.status,
    state.endsAt?.toISOString(),
    state.resumesAt?.toISOString(),
  ]
  return { kind: "kept", event: { ...head, id: idOf("state", facts), kind: "subscriptionChanged" }, state }
}

function stateOf(
  status: Status,
  data: Static<typeof CompanyEventData>,
  { at, customerId, subscriptionId }: { at: Date; customerId: string; subscriptionId: string },
): SubscriptionState {
  const endsAt = readInstant(data.endsAt ?? "")
  // an end that is announced has not come yet
  const isAhead = status === "ended" && endsAt !== null && endsAt > at
  const ends = status === "ended" || endsAt !== null
  return {
    subscriptionId,
    customerId,
    status: isAhead ? "active" : status,
    endsAt: ends ? (endsAt ?? at) : null,
    resumesAt: status === "paused" ? readInstant(data.resumesAt ?? "") : null,
    decidedAt: ends || status === "paused" ? at : null,
    endedBy: ends ? wordOf<Exclude<EndedBy, null>>(data.endedBy) : null,
    asOf: at,
  }
}

/** The check let only such words pass, in any case. */
const wordOf = <Word extends string>(text: string | null | undefined): Word | null =>
  text ? (text.toLowerCase() as Word) : null

const hashOf = (facts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(facts)).digest("base64url")

const refused = (path: string, why: string): CompanyFact => ({ kind: "refused", path, why })
