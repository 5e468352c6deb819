import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { createIntake, type Intake } from "../report/intake.ts"
import { importInto, itemsOf } from "./testing/import-into.ts"

/** What a record does to a session that is here already. */

let database: TestDatabase
let intake: Intake
let workspaceId: string
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())
beforeEach(() => {
  workspaceId = randomUUID()
})

const nine = "2025-03-01T09:00:00.000Z"
const ten = "2025-03-01T10:00:00.000Z"
const eleven = "2025-03-01T11:00:00.000Z"

/** What became of the records: new, changed, unchanged, and the reasons of refusals. */
async function importing(...records: readonly object[]) {
  const items = itemsOf(records.map((record) => ({ _id: "a", createdAt: nine, ...record })))
  const { counts, refused } = await importInto(database, workspaceId, items)
  return [counts.new, counts.changed, counts.unchanged, ...refused.map(({ reason }) => reason)]
}

const stored = () =>
  database.db
    .selectFrom("session")
    .leftJoin("session as winner", (join) =>
      join
        .onRef("winner.workspace_id", "=", "session.workspace_id")
        .onRef("winner.id", "=", "session.bounced_by"),
    )
    .select(["session.id", "session.foreign_id", "session.customer_id", "session.outcome"])
    .select(["session.feedback", "session.save_type", "session.updated_at", "winner.foreign_id as winner"])
    .where("session.workspace_id", "=", workspaceId)
    .orderBy("session.created_at")
    .execute()

describe("a record without updatedAt", () => {
  test("does not overwrite one that came with a later time", async () => {
    expect(await importing({ updatedAt: ten, feedback: "new" })).toEqual([1, 0, 0])
    expect(await importing({ feedback: "old" })).toEqual([0, 0, 1])
    expect(await stored()).toMatchObject([{ feedback: "new", updated_at: new Date(ten) }])
  })

  test("holds against others without, when it comes last", async () => {
    expect(await importing({ feedback: "first" })).toEqual([1, 0, 0])
    expect(await importing({ feedback: "second" })).toEqual([0, 1, 0])
    expect(await stored()).toMatchObject([{ feedback: "second", updated_at: new Date(nine) }])
  })
})

test.for([
  ["cancellation", { canceled: true }, { outcome: "canceled", save_type: null }],
  ["offer", { acceptedOffer: { offerType: "PAUSE" } }, { outcome: "saved", save_type: "PAUSE" }],
] as const)("a %s of an older record holds in either order", async ([, decision, outcome]) => {
  const older = { ...decision, updatedAt: ten, feedback: "old" }
  const newer = { aborted: true, updatedAt: eleven, feedback: "new" }
  for (const order of [
    [older, newer],
    [newer, older],
  ]) {
    workspaceId = randomUUID()
    expect(await importing(...order)).toEqual([1, 1, 0])
    expect(await importing(...order)).toEqual([0, 0, 2])
    expect(await stored()).toMatchObject([{ ...outcome, feedback: "new", updated_at: new Date(eleven) }])
  }
})

describe("the customer of a session", () => {
  const theirs = { customer: { id: "cus_1" } }

  test("may be told later, and the bounces are decided again", async () => {
    const nobodys = { updatedAt: ten, canceled: true }
    const neighbour = { _id: "b", createdAt: ten, ...theirs }
    expect(await importing(nobodys, neighbour)).toEqual([2, 0, 0])
    expect((await stored()).map(({ winner }) => winner)).toEqual([null, null])
    expect(await importing({ ...nobodys, ...theirs })).toEqual([0, 1, 0])
    expect(await stored()).toMatchObject([
      { foreign_id: "a", customer_id: "cus_1", winner: null },
      { foreign_id: "b", customer_id: "cus_1", winner: "a" },
    ])
    expect(await importing({ ...nobodys, customer: { id: "cus_2" } })).toEqual([
      ...[0, 0, 0],
      "A session with this _id is here with another customer.id.",
    ])
  })

  test("stays where the record no longer tells, as after an erasure at its source", async () => {
    expect(await importing({ ...theirs, feedback: "Bye" })).toEqual([1, 0, 0])
    expect(await importing({ updatedAt: eleven, customer: {} }, { updatedAt: eleven })).toEqual([0, 0, 2])
    expect(await stored()).toMatchObject([{ customer_id: "cus_1", feedback: "Bye" }])
  })

  test("is not told by an import where reports may come in of nobody's session", async () => {
    const startedAt = new Date(nine)
    const reported = await intake.record({
      ...{ workspaceId, mode: "live", customerId: null, clientKey: "sdk:1", source: "sdk", verified: false },
      ...{ receivedAt: startedAt, startedAt, revision: 1, facts: { aborted: true } },
    })
    const _id = reported.kind === "recorded" ? reported.sessionId : null
    expect(await importing({ _id, verified: false, updatedAt: ten, ...theirs })).toEqual([
      ...[0, 0, 0],
      "A session with this _id is here with another customer.id.",
    ])
  })
})

describe("an _id", () => {
  const small = "0195aa5c-1f60-7b25-9b4c-cfbe23b0a1e7"
  const capitals = small.toUpperCase()

  test.for([
    [capitals, small, capitals],
    [small, capitals, null],
  ] as const)("that is a UUID is one session: %s, then %s", async ([first, second, foreign_id]) => {
    expect(await importing({ _id: first })).toEqual([1, 0, 0])
    expect(await importing({ _id: second })).toEqual([0, 0, 1])
    expect(await stored()).toMatchObject([{ id: small, foreign_id }])
    workspaceId = randomUUID()
    expect(await importing({ _id: first }, { _id: second, feedback: "more" })).toEqual([1, 1, 0])
    expect(await stored()).toMatchObject([{ id: small, foreign_id, feedback: "more" }])
  })

  test("that we gave to a session from elsewhere means that session", async () => {
    const theirs = { customer: { id: "cus_1" } }
    expect(await importing(theirs)).toEqual([1, 0, 0])
    const [row] = await stored()
    expect(await importing({ ...theirs, _id: row?.id }, theirs)).toEqual([0, 0, 2])
    expect(await importing({ _id: row?.id, customer: { id: "cus_2" } })).toEqual([
      ...[0, 0, 0],
      "A session with this _id is here with another customer.id.",
    ])
    expect(await stored()).toEqual([row])
  })
})

test("an empty answer is none, and imported again it changes nothing", async () => {
  const record = { surveyChoiceValue: "", feedback: "", customer: { id: "cus_1", planId: "" } }
  expect(await importing(record)).toEqual([1, 0, 0])
  expect(await importing(record)).toEqual([0, 0, 1])
  expect(await stored()).toMatchObject([{ feedback: null }])
})
