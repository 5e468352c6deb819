import { expect, test } from "vitest"
import type { TableRow } from "../../session/count/tables/table.ts"
import { responseFlowOf } from "./response-flow.ts"

const words = { nameOf: (reason: string) => `name of ${reason}` }

test("answers in own words are one node, however many they are", () => {
  const answers = 200_000
  const rows = Array.from(
    { length: answers },
    (_, n): TableRow => ({
      values: ["price", `key ${n}`, n % 4 === 0 ? "saved" : "canceled", n % 2 === 0 ? "usd YEAR 1" : null],
      count: 2,
      amount: 1_200n * 100n,
    }),
  )
  const own = "followup own words"
  expect(responseFlowOf(rows, [], words)).toEqual({
    nodes: [
      { id: "reason:price", column: "reason", key: "price", name: "name of price", sessions: 2 * answers },
      {
        ...{ id: own, column: "followup", key: null, name: "In their own words", sessions: 2 * answers },
        without: [null],
      },
      ...[
        { key: "canceled", name: "Cancelled", sessions: 300_000 },
        { key: "saved", name: "Saved", sessions: 100_000 },
      ].map((each) => ({ id: `outcome:${each.key}`, column: "outcome", ...each })),
    ],
    links: [
      {
        from: "reason:price",
        to: own,
        sessions: 2 * answers,
        value: [{ currency: "usd", minor: 10_000_000 }],
      },
      ...[
        { to: "outcome:canceled", sessions: 300_000 },
        { to: "outcome:saved", sessions: 100_000 },
      ].map((each) => ({ from: own, ...each, value: [{ currency: "usd", minor: 5_000_000 }] })),
    ],
  })
})
