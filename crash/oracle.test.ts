import { expect, test } from "vitest"
import type { Report } from "./journal.ts"
import { faultsOf, type Row } from "./oracle.ts"

const report = (run: string, revision: number, facts: Report["facts"] = {}): Report => ({
  run,
  customerId: "crash-1",
  revision,
  facts: { ...facts, feedback: `${run} ${revision}` },
})
const first = report("a", 1)
const canceled = report("a", 2, { canceled: true })
const abandoned = report("b", 1, { aborted: true })
const sent = [first, canceled, abandoned]

const rowA: Row = {
  id: "1",
  customer: "crash-1",
  feedback: "a 2",
  created: "1000",
  revision: 2,
  outcome: "canceled",
  saveType: null,
  choice: null,
  winner: null,
  subscription: null,
  isSettled: true,
  isSilent: false,
  sequence: 2,
  changes: [1, 2],
}
const rowB: Row = {
  ...rowA,
  id: "2",
  feedback: "b 1",
  revision: 1,
  outcome: "abandoned",
  saveType: "ABANDON",
  winner: "1",
  sequence: 1,
  changes: [1],
}
const faults = (rows: Row[], acknowledged: Report[] = sent) => faultsOf(rows, { sent, acknowledged })

test("what was acknowledged is there, once, and right", () => {
  expect(faults([rowA, rowB])).toEqual([])
})

test("what was only sent may have arrived, or not", () => {
  expect(faults([rowA, rowB], [])).toEqual([])
  expect(faults([{ ...rowB, winner: null }], [])).toEqual([])
})

test("a session that fell silent is abandoned, and one that was decided is not", () => {
  const silent = { ...rowA, revision: 1, feedback: "a 1", outcome: "abandoned", saveType: "ABANDON" } as const
  const known = [first, abandoned]
  expect(
    faultsOf(
      [
        { ...silent, isSilent: true, winner: null },
        { ...rowB, customer: "crash-2", winner: null },
      ],
      { sent: known, acknowledged: known },
    ),
  ).toEqual([])
  expect(faults([{ ...silent, isSilent: true }, rowB])).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Session a is .* do not amount to/)]),
  )
})

test.each<[string, Row[], RegExp]>([
  ["a lost session", [{ ...rowB, winner: null }], /^Session a was acknowledged 2 times and is lost\.$/],
  ["a doubled session", [rowA, rowB, { ...rowB, id: "3" }], /^Session b is there 2 times\.$/],
  [
    "a session that nobody sent",
    [rowA, rowB, { ...rowB, id: "3", feedback: "c 1" }],
    /^Session c was never sent\.$/,
  ],
  ["a lost report", [{ ...rowA, revision: 1, feedback: "a 1" }, rowB], /^Session a is .* do not amount to/],
  ["a wrong outcome", [{ ...rowA, outcome: "saved" }, rowB], /^Session a is .* do not amount to/],
  [
    "a wrong bounce",
    [rowA, { ...rowB, winner: null }],
    /^Session 2 is bounced by null; by the rule it is by 1\.$/,
  ],
  [
    "a change that is missing",
    [{ ...rowA, changes: [2] }, rowB],
    /^Session 1 changed 2 times; the change log has 2\.$/,
  ],
])("%s is found", (_, rows, sentence) => {
  expect(faults(rows)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]))
})
