import { Type } from "typebox"
import { expect, test } from "vitest"
import { dataQuery } from "./data-filter.ts"
import { evenQuery } from "./even-query.ts"

const { properties } = Type.Object({ limit: Type.Integer(), ...dataQuery })
const even = (query: Record<string, unknown>) => {
  evenQuery(query, properties)
  return query
}

test("a parameter that is empty is not given", () => {
  expect(even({ startDate: "", customerId: ["", ""], response: ["a", ""], limit: "", unknown: "" })).toEqual({
    response: ["a"],
    unknown: "",
  })
})

test("words come in any case, and several with commas", () => {
  expect(
    even({
      saveType: "pause,Discount",
      "-offerType": ["contact"],
      billingInterval: "month, year",
      canceled: "TRUE",
    }),
  ).toEqual({
    saveType: ["PAUSE", "DISCOUNT"],
    "-offerType": ["CONTACT"],
    billingInterval: ["month", "year"],
    canceled: ["true"],
  })
})

test("what is no word of a list stays as it came", () => {
  const query = {
    response: ["Too expensive, really"],
    customerId: ["a,b"],
    saveType: ["GIFT"],
    limit: "5",
    startDate: "2026",
  }
  expect(even(structuredClone(query))).toEqual(query)
})
