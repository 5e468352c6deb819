import { expect, test } from "vitest"
import { decideBounces } from "./bounce.ts"
import { bounceReason, type Neighbour } from "./bounce-reason.ts"
import { isDecision, type Outcome, outcomeLabel } from "./outcome.ts"

const hour = 3600 * 1000
const outcomes: Record<string, Outcome> = {
  cancelled: { kind: "canceled" },
  closed: { kind: "abandoned" },
  open: { kind: "open" },
}

/** `[hour, how it ended, subscription]` */
type Told = [number, keyof typeof outcomes, string?]

/** Sessions of one customer as the bounce rule decides them. */
function decided(sessions: Told[]): Neighbour[] {
  const all = sessions.map(([at, how, subscription]) => ({
    id: `s${at}`,
    subscriptionId: subscription ?? null,
    at: at * hour,
    outcome: outcomes[how] as Outcome,
  }))
  const settled = all.filter(({ outcome }) => outcome.kind !== "open")
  const winners = decideBounces(
    settled.map(({ id, at, outcome, subscriptionId }) => ({
      id,
      createdAt: at,
      isDecision: isDecision(outcome.kind),
      subscriptionId,
    })),
  )
  return all.map(({ id, at, outcome, subscriptionId }) => ({
    id,
    subscriptionId,
    createdAt: new Date(at).toISOString(),
    outcome,
    outcomeLabel: outcomeLabel(outcome),
    bouncedBy: winners.get(id) ?? null,
  }))
}

function reasonOf(sessions: Told[], at: number, customerId: string | null = "c") {
  const all = decided(sessions)
  const near = all.filter(({ createdAt }) => Math.abs(Date.parse(createdAt) - at * hour) <= 24 * hour)
  const session = all.find(({ id }) => id === `s${at}`)
  if (!session) throw new Error("no such session")
  return bounceReason(session, customerId, near)
}

test("an abandonment is set aside by a decision, whichever came first", () => {
  expect(
    reasonOf(
      [
        [0, "closed"],
        [1, "cancelled"],
      ],
      0,
    ),
  ).toMatchObject({
    kind: "bounced",
    because: "decision",
    by: { id: "s1" },
  })
  expect(
    reasonOf(
      [
        [0, "cancelled"],
        [1, "closed"],
      ],
      1,
    ),
  ).toMatchObject({
    kind: "bounced",
    because: "decision",
    by: { id: "s0" },
  })
})

test("of two alike the later one stays", () => {
  expect(
    reasonOf(
      [
        [0, "closed"],
        [1, "closed"],
      ],
      0,
    ),
  ).toMatchObject({ kind: "bounced", because: "later" })
  expect(
    reasonOf(
      [
        [0, "cancelled"],
        [1, "cancelled"],
      ],
      0,
    ),
  ).toMatchObject({ because: "later" })
})

test("a winner says how many it set aside", () => {
  expect(
    reasonOf(
      [
        [0, "closed"],
        [1, "cancelled"],
        [2, "closed"],
      ],
      1,
    ),
  ).toEqual({ kind: "winner", setAside: 2 })
})

test("what was set aside sets nothing aside", () => {
  expect(
    reasonOf(
      [
        [0, "cancelled"],
        [20, "cancelled"],
        [40, "cancelled"],
      ],
      0,
    ),
  ).toEqual({ kind: "spared" })
})

test("open sessions wait, and nobody bounces because of them", () => {
  expect(
    reasonOf(
      [
        [0, "open"],
        [1, "cancelled"],
      ],
      0,
    ),
  ).toEqual({ kind: "waits" })
  expect(
    reasonOf(
      [
        [0, "open"],
        [1, "cancelled"],
      ],
      1,
    ),
  ).toEqual({ kind: "alone" })
})

test("one beside others that are about other subscriptions is apart from them", () => {
  const told: Told[] = [
    [0, "cancelled", "sub_1"],
    [1, "cancelled", "sub_2"],
    [2, "closed", "sub_2"],
  ]
  expect(told.map(([at]) => reasonOf(told, at).kind)).toEqual(["apart", "winner", "bounced"])
})

test("alone, or without a customer, a session stays", () => {
  expect(
    reasonOf(
      [
        [0, "closed"],
        [25, "cancelled"],
      ],
      0,
    ),
  ).toEqual({ kind: "alone" })
  expect(reasonOf([[0, "closed"]], 0, null)).toEqual({ kind: "nobody" })
})
