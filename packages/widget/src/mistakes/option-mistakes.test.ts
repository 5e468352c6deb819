import { DirectCustomer, DirectSubscription } from "@holdfast/protocol/schema"
import { expect, test } from "vitest"
import type { FlowOptions } from "../options.ts"
import { optionMistakes } from "./option-mistakes.ts"
import { optionShapes } from "./option-shapes.ts"

const right = { customerId: "cus_1", authHash: "a".repeat(64) }
const mistakesIn = (options: object) => optionMistakes(options as FlowOptions, "app_1")

test("options as the documentation shows them have no mistakes", () => {
  expect(
    mistakesIn({
      ...right,
      mode: "test",
      customer: { id: "cus_1", email: "ada@example.com", name: "Ada King", metadata: { seats: 3 } },
      subscriptions: [
        {
          id: "sub_1",
          start: "2025-03-01",
          periodStart: "2026-11-01",
          end: "2026-12-01",
          status: { name: "active" },
          items: [
            {
              quantity: 1,
              price: { id: "pro", interval: "month", amount: { value: 2900, currency: "usd" } },
            },
          ],
        },
      ],
      customerAttributes: { plan: "pro", seats: 3, vip: true },
      i18n: { lang: "fr", messages: { fr: { next: "Suivant" } } },
      colorScheme: "dark",
      handleCancel: () => {},
      onClose: () => {},
      record: false,
      provider: "direct",
    }),
  ).toEqual([])
})

test.each<[object, string]>([
  [{ customerID: "x" }, "customerID is no option of init, and has no effect. Did you mean customerId?"],
  [{ plan: "pro" }, "plan is no option of init, and has no effect."],
  [{ prefilled: {} }, "prefilled has no effect: Holdfast does not carry it out."],
  [
    { dynamicOffers: { discount: { coupon: "x" } } },
    "dynamicOffers.discount.coupon is not kept; dynamicOffers.discount takes couponId, couponType, couponAmount, couponDuration and currency. Did you mean couponId?",
  ],
  [{ appId: 7 }, "appId is 7; it takes a text that is not empty."],
  [
    { authHash: "zz" },
    "authHash is a text that does not fit; it takes the HMAC-SHA256 of the customer id in hex, 64 digits, made on your server.",
  ],
  [{ mode: "prod" }, "mode is a text that does not fit; it takes live, test or sandbox."],
  [{ handleCancel: "cancel()" }, "handleCancel is a text that does not fit; it takes a function."],
  [{ onClose: {} }, "onClose is an object; it takes a function."],
  [{ report: "false" }, "report is a text that does not fit; it takes true or false."],
  [{ colorScheme: "black" }, "colorScheme is a text that does not fit; it takes one of auto, light, dark."],
  [{ i18n: "fr" }, 'i18n is a text that does not fit; it takes an object such as { lang: "fr" }.'],
  [{ i18n: { language: "fr" } }, "i18n.language is not kept; i18n takes lang and messages."],
  [
    { i18n: { lang: "no language" } },
    "i18n.lang is a text that does not fit; it takes a language such as fr or pt-BR.",
  ],
  [{ i18n: { messages: { fr: { next: 1 } } } }, "i18n.messages.fr.next is 1; it takes a text."],
  [
    { customerAttributes: { seats: 10n } },
    "customerAttributes.seats is a bigint; it takes a text, a number, true or false.",
  ],
  [{ customerAttributes: "vip" }, "customerAttributes is a text that does not fit; it takes an object."],
  [{ subscriptions: {} }, "subscriptions is an object; it takes a list."],
  [
    { customer: { plan: "pro" } },
    "customer.plan is not kept; customer takes id, email, name, lastName, phone, currency, addresses and metadata. Plan and price belong to subscriptions, attributes of your own to customerAttributes.",
  ],
  [
    { customer: { Email: "a@b.example" } },
    "customer.Email is not kept; customer takes id, email, name, lastName, phone, currency, addresses and metadata. Did you mean email?",
  ],
  [
    { subscriptions: [{ items: [{ price: { amount: { value: "29.00" } } }] }] },
    "subscriptions[0].items[0].price.amount.value is a text that does not fit; it takes a whole number of minor units, such as 2900 for $29.",
  ],
  [
    { subscriptions: [{ start: "soon" }] },
    'subscriptions[0].start is a text that does not fit; it takes a date between 2000 and 2200 such as "2026-11-30" or "2026-11-30T08:00:00Z".',
  ],
])("%o: %s", (wrong, sentence) => {
  expect(mistakesIn({ ...right, ...wrong })).toEqual([sentence])
})

test("nothing of a value is said that may be personal, and thousands of mistakes are twenty", () => {
  const subscriptions = Array.from({ length: 5000 }, () => ({ "ada@example.com": 1 }))
  const said = mistakesIn({ customer: "ada@example.com", subscriptions })
  expect(said).toHaveLength(20)
  expect(said[0]).toBe("customer is a text that does not fit; it takes an object.")
})

test("every field that the server reads of a customer and a subscription is known here", () => {
  const keysOf = (schema: { properties: object }) => Object.keys(schema.properties)
  const known = (at: "customer" | "subscriptions") => {
    const shape = optionShapes[at]
    return Object.keys((shape?.entries ?? shape)?.keys ?? {})
  }
  expect(known("customer")).toEqual(expect.arrayContaining(keysOf(DirectCustomer)))
  expect(known("subscriptions")).toEqual(expect.arrayContaining(keysOf(DirectSubscription)))
})
