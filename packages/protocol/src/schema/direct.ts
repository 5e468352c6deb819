import { type Static, Type } from "typebox"
import { subscriptionStates } from "../even-subscriptions.ts"
import * as field from "./field.ts"

/** Customer and subscription as the embedding page hands them over ("Direct" in the wire contract, 2.3 and 5.2). */

const optional = Type.Optional

const Price = Type.Object({
  id: optional(field.id("the provider's price id")),
  productId: optional(field.id("product")),
  name: optional(field.label("readable name")),
  interval: optional(field.billingInterval("billing interval, flat form", "intervalCount")),
  intervalCount: optional(field.wholeNumber("intervals a period, flat form")),
  duration: optional(
    Type.Unsafe<{ interval?: string | null; intervalCount?: number | null } | null>({
      type: ["object", "null"],
      properties: {
        interval: field.billingInterval("billing interval", "intervalCount"),
        intervalCount: field.wholeNumber("intervals a period"),
      },
    }),
  ),
  amount: optional(
    Type.Unsafe<{ model?: string | null; value?: number | null; currency?: string | null } | null>({
      type: ["object", "null"],
      properties: {
        model: field.id("price model"),
        value: field.number("price in minor units", { minimum: 0 }),
        currency: field.currency(),
      },
    }),
  ),
})

/** Read for the region of click to cancel, and kept nowhere. */
const Address = Type.Object({
  type: optional(field.id("billing: goes before other addresses")),
  country: optional(field.id("code of two or three letters, or English name")),
  state: optional(field.id("state of the United States, code or name")),
})

export const DirectCustomer = Type.Object({
  id: optional(field.id("the merchant's customer id", true)),
  email: optional(field.id("the customer's email")),
  name: optional(field.label("first name, or the whole name")),
  lastName: optional(field.label("last name")),
  currency: optional(field.currency()),
  addresses: optional(
    Type.Unsafe<Static<typeof Address>[] | null>({ type: ["array", "null"], items: Address, maxItems: 100 }),
  ),
  metadata: optional(field.anyObject("the merchant's own attributes")),
})
export type DirectCustomer = Static<typeof DirectCustomer>

export const DirectSubscription = Type.Object({
  id: optional(field.id("the subscription's id")),
  customerId: optional(field.id("the merchant's customer id")),
  start: optional(field.calendarDate("when the subscription began or will begin")),
  periodStart: optional(field.calendarDate("start of the paid period")),
  end: optional(field.calendarDate("end of the paid period")),
  status: optional(
    Type.Unsafe<{ name?: string | null; start?: string | null; end?: string | null } | null>({
      type: ["object", "null"],
      properties: {
        name: field.oneOf(subscriptionStates, "status"),
        start: field.calendarDate("start of the status"),
        end: field.calendarDate("end of the status"),
      },
    }),
  ),
  items: optional(
    Type.Array(
      Type.Object({
        id: optional(field.id("item")),
        quantity: optional(field.number("seats")),
        price: optional(Type.Union([Price, Type.Null()])),
      }),
      { maxItems: 100 },
    ),
  ),
  discounts: optional(
    Type.Unsafe<Record<string, unknown>[] | null>({
      type: ["array", "null"],
      items: field.anyObject("a discount: id, coupon, end"),
      maxItems: 100,
    }),
  ),
})
export type DirectSubscription = Static<typeof DirectSubscription>
