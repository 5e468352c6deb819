import { type Static, Type } from "typebox"
import * as field from "./field.ts"

const optional = Type.Optional

/** How a company says that a subscription stands. */
export const companyStates = ["active", "trial", "paused", "unpaid", "ended"] as const

/** What happened to a subscription, or of what was paid for it. */
export const CompanyEventData = Type.Object({
  subscriptionId: optional(
    field.id("whose change or payment it is; the customer's only one where it is left out"),
  ),
  status: optional(field.oneOfAnyCase(companyStates, "how the subscription stands by now")),
  endsAt: optional(field.calendarDate("when the subscription ends or ended")),
  resumesAt: optional(field.calendarDate("when a pause is over")),
  endedBy: optional(field.oneOfAnyCase(["customer", "unpaid", "disputed"], "who decided the end")),
  amount: optional(field.number("in minor units", { minimum: 0, maximum: 1e12 })),
  currency: optional(field.currency()),
  discount: optional(
    field.number("of a paid invoice, what discounts took off it, in minor units", {
      minimum: 0,
      maximum: 1e12,
    }),
  ),
})

const whose = {
  customerId: optional(field.id("the customer, as the flow knows them")),
  uid: optional(field.id("the same, where there is no `customerId`")),
}

/** An event of a company's own billing, in the shape of the wire contract (3.7). */
export const CompanyEvent = Type.Object({
  event: optional(field.label("what happened, such as `Invoice Paid` or `subscription.ended`")),
  ...whose,
  eventId: optional(field.id("your own id of it: one that comes twice is kept once")),
  eventDate: optional(field.instant("when it happened; now, unless given")),
  createdAt: optional(field.instant("older name of `eventDate`")),
  eventData: optional(Type.Unsafe<Static<typeof CompanyEventData> | null>({ ...CompanyEventData })),
})
export type CompanyEvent = Static<typeof CompanyEvent>

/** What is known of a customer by now. Of it Holdfast keeps how their subscription stands. */
export const CustomerUpdate = Type.Object({
  ...whose,
  customerData: optional(Type.Unsafe<Static<typeof CompanyEventData> | null>({ ...CompanyEventData })),
})
export type CustomerUpdate = Static<typeof CustomerUpdate>
