import { expect, test } from "vitest"
import type { Row } from "./row.ts"
import { table, verdict } from "./table.ts"

const row: Row = {
  question: "first page",
  ours: "2 ms",
  floor: "1 ms",
  ratios: [
    { of: "p50", times: 2, limit: { most: 2.5 } },
    { of: "rate", times: 0.301, limit: { least: 0.4 } },
    { of: "worst", times: 7, limit: null },
  ],
}
const told: Row = { question: "seeding", ours: "10 s", floor: "–", ratios: [] }

test("a line says group, question, ours, floor, ratio, bound and verdict", () => {
  expect(
    table([
      { group: "seeding", rows: [told] },
      { group: "pages", rows: [row] },
    ]),
  ).toEqual([
    "| group | question | Holdfast | floor | ratio | bound | |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    "| seeding | seeding | 10 s | – | – | – |  |",
    "| pages | first page | 2 ms | 1 ms | p50 2.00 ×, rate 0.30 ×, worst 7.00 × | p50 ≤ 2.50 ×, rate ≥ 0.40 × | **missed** |",
  ])
})

test("where nothing is promised there is no verdict; a wrong answer is one", () => {
  expect(verdict(told)).toBe("")
  expect(verdict({ ...row, ratios: row.ratios.slice(0, 1) })).toBe("kept")
  expect(verdict({ ...told, problem: "1 of 9 answers differ" })).toBe("**missed**: 1 of 9 answers differ")
})
