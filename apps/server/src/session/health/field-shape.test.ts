import { expect, test } from "vitest"
import { fieldShape } from "./field-shape.ts"

test.for([
  [["customer", "planPrice"], "customer.planPrice"],
  [["presentedOffers", 17, "offerType"], "presentedOffers[].offerType"],
  [["customer", "customAttributes", "utm_source2"], "customer.customAttributes.utm_source2"],
  [
    ["customAttributes", "ada@example.com"],
    'customAttributes.(a text of 15 characters like "aaa@aaaaaaa.aaa")',
  ],
  [["customAttributes", "cus_Nf93kd"], 'customAttributes.(a text of 10 characters like "aaa_Aa99aa")'],
  [["4111111111111111"], '(a text of 16 characters like "9999999999999999")'],
  [[], ""],
] as const)("%j is told as %s", ([path, shape]) => {
  expect(fieldShape(path)).toBe(shape)
})

test("a long one is cut", () => {
  expect(fieldShape(Array.from({ length: 100 }, () => "customAttributes"))).toHaveLength(121)
})
