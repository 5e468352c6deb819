import { expect, test } from "vitest"
import { callerOf, customerIn, type FlowOptions, problemWith } from "./options.ts"

const token = `hf2_${btoa(JSON.stringify({ a: "abc", c: "cus_1", m: "live", t: 1 }))}.00`

test.each<[FlowOptions, string, string | null]>([
  [{ customerId: "cus_1", authHash: "x" }, "abc", null],
  [{ token }, "abc", null],
  [{ customerId: "cus_1", authHash: "x" }, "", "appId is missing"],
  [{ customerId: "cus_1" }, "abc", "authHash must be the HMAC-SHA256 of customerId from your server"],
  [{ authHash: "x" }, "abc", "customerId (or customer.id) must be a text, or pass a token"],
  [{ token: "" }, "abc", "token must be a flow token (hf2_…) from your server"],
])("%j with app id %j: %s", (options, appId, problem) => {
  expect(problemWith(options, appId)).toBe(problem)
})

test("a request says who asks, and leaves out what the page left out", () => {
  const customer = { id: "cus_1" }
  expect(callerOf({ customerId: "cus_1", authHash: "x", customer, mode: "test" }, "abc")).toEqual({
    app: "abc",
    customerId: "cus_1",
    authHash: "x",
    customer,
    mode: "test",
  })
  expect(callerOf({ token, customerId: "other", authHash: "x" }, "abc")).toEqual({ app: "abc", token })
  expect(Object.keys(JSON.parse(JSON.stringify(callerOf({ token }, "abc"))))).toEqual(["app", "token"])
})

test("two tokens of one customer are the same customer", () => {
  const later = `hf2_${btoa(JSON.stringify({ a: "abc", c: "cus_1", m: "live", t: 2 }))}.11`
  expect(customerIn({ token })).toBe(customerIn({ token: later }))
  expect(customerIn({ token: later.replace("hf2_", "hf_") })).toBe(customerIn({ token }))
  expect(customerIn({ token: "hf2_nonsense" })).toBe("hf2_nonsense")
})
