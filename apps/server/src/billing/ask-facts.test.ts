import { expect, test } from "vitest"
import { type AskFacts, createFactsAsker } from "./ask-facts.ts"
import type { BillingFacts, BillingSystem } from "./billing-system.ts"
import { FactsFault } from "./facts-fault.ts"
import { fakeSystem } from "./testing/fake-system.ts"

const facts: BillingFacts = { customer: { id: "cus_1" }, subscriptions: [], asOf: new Date(0) }

function asker(answers: Partial<BillingSystem> | null, more: { limitMs?: number; mostAtOnce?: number } = {}) {
  const said: object[] = []
  const ask = createFactsAsker({
    systemOf: async () => answers && fakeSystem(answers),
    log: { warn: (line: object) => void said.push(line) },
    ...more,
  })
  return { ask, said }
}

const of = (ask: AskFacts, workspaceId = "w", customerId = "cus_1") =>
  ask({ workspaceId, mode: "live", customerId })

test("what the billing knows of a customer is told, and that it does not know them", async () => {
  const { ask, said } = asker({ facts: async (id) => (id === "cus_1" ? facts : null) })
  expect(await of(ask)).toEqual({ kind: "known", provider: "stripe", facts })
  expect(await of(ask, "w", "cus_2")).toEqual({
    ...{ kind: "missing", provider: "stripe", reason: "unknown-customer" },
  })
  expect(await of(asker(null).ask)).toEqual({ kind: "notConnected" })
  expect(said).toEqual([])
})

test("one that is late is told to stop and not waited for, and one that fails is in the log", async () => {
  const stopped: boolean[] = []
  const slow = asker(
    {
      facts: (_, signal) => {
        signal.addEventListener("abort", () => stopped.push(true))
        return new Promise(() => {})
      },
    },
    { limitMs: 20 },
  )
  expect(await of(slow.ask)).toMatchObject({ kind: "missing", reason: "slow" })
  expect([stopped, slow.said]).toEqual([[true], [{ workspace: "w", limitMs: 20 }]])
  const broken = asker({
    facts: async () => {
      throw new Error("socket hang up")
    },
  })
  expect(await of(broken.ask)).toMatchObject({ kind: "missing", reason: "failed" })
  for (const reason of ["refused-key", "rate-limited"] as const) {
    const { ask } = asker({ facts: () => Promise.reject(new FactsFault(reason, new Error("401"))) })
    expect(await of(ask)).toMatchObject({ kind: "missing", reason })
  }
  const error = expect.objectContaining({ message: "socket hang up" })
  expect(broken.said).toEqual([{ workspace: "w", error }])
})

test("where as many as may be wait already, the next do not, but those of another workspace do", async () => {
  const asked: string[] = []
  const { promise, resolve } = Promise.withResolvers<BillingFacts>()
  const { ask } = asker(
    {
      facts: (id) => {
        asked.push(id)
        return promise
      },
    },
    { limitMs: 60_000, mostAtOnce: 2 },
  )
  const waiting = [of(ask), of(ask)]
  await expect.poll(() => asked.length).toBe(2)
  expect(await of(ask)).toMatchObject({ kind: "missing", reason: "busy" })
  const other = of(ask, "other")
  await expect.poll(() => asked.length).toBe(3)
  resolve(facts)
  for (const answer of [...waiting, other]) expect(await answer).toMatchObject({ kind: "known" })
  expect(await of(ask)).toMatchObject({ kind: "known" })
})
