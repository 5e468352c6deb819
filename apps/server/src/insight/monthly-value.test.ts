import { expect, test } from "vitest"
import { monthlyValues } from "./monthly-value.ts"

test("thirds of a cent are rounded once, after everything is added up", () => {
  const third = { period: "usd MONTH 3", amount: 100n }
  expect(monthlyValues([third])).toEqual([{ currency: "usd", minor: 0 }])
  expect(monthlyValues([third, third, third])).toEqual([{ currency: "usd", minor: 1 }])
  expect(monthlyValues([third, { period: "usd MONTH 12", amount: 300n }])).toEqual([
    { currency: "usd", minor: 1 },
  ])
})

test("periods of one currency come together, and currencies never do", () => {
  expect(
    monthlyValues([
      { period: "usd YEAR 1", amount: 1_200_00n },
      { period: "eur MONTH 1", amount: 500_00n },
      { period: "usd MONTH 1", amount: 700_00n },
      { period: "usd YEAR 1", amount: 1_200_00n },
    ]),
  ).toEqual([
    { currency: "usd", minor: 900 },
    { currency: "eur", minor: 500 },
  ])
})
