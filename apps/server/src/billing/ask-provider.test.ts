import { expect, test } from "vitest"
import { askProvider } from "./ask-provider.ts"

const quiet = { limitMs: 60_000, log: { warn: () => {} } }
const request = { id: "r" }
const reasonFor = async (reason: string) => {
  const outcome = await askProvider(quiet, request, async () => ({ kind: "refused", reason }))
  return outcome?.kind === "refused" ? outcome.reason : outcome
}

test.for([
  ["The subscription follows a schedule.", "The subscription follows a schedule."],
  ["  two\n\nlines\0 and a tab\t", "two lines and a tab"],
  ["half a pair \ud800", "half a pair \ufffd"],
  ["", "The billing system refused this and gave no reason."],
  ["\n\0", "The billing system refused this and gave no reason."],
  ["x".repeat(501), `${"x".repeat(499)}…`],
] as const)("the reason of a refusal is one line that can be kept and read: %j", async ([said, read]) => {
  expect(await reasonFor(said)).toBe(read)
})

test("every other answer is passed on as it is", async () => {
  const at = new Date("2026-12-01T00:00:00.000Z")
  expect(await askProvider(quiet, request, async () => ({ kind: "scheduled", at }))).toEqual({
    kind: "scheduled",
    at,
  })
})

test("a provider that throws before it returns a promise gave no answer", async () => {
  const failing = () => {
    throw new Error("no address")
  }
  expect(await askProvider(quiet, request, failing)).toBe(null)
})
