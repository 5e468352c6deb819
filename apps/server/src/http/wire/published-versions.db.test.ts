import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { FlowChange, FlowWriter } from "../../flow/edit/flow-change.ts"
import { publishDraft } from "../../flow/edit/publish-draft.ts"
import { readEditedFlow } from "../../flow/edit/read-edited-flow.ts"
import { saveDraft } from "../../flow/edit/save-draft.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
})

async function publish(pauseCooldown: number): Promise<string> {
  const { db } = server.database
  const writer: FlowWriter = { db, announce: () => {} }
  const change: FlowChange = { workspaceId: shop.id, actor: { kind: "command", name: "test" }, now }
  const flow = await db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  const edited = await readEditedFlow(db, { workspaceId: shop.id, mode: "live", now }, flow.id)
  const revision = edited?.draft.revision ?? 0
  await saveDraft(writer, change, flow.id, { content: { ...starterFlow(), pauseCooldown }, revision })
  const made = await publishDraft(writer, change, flow.id, { revision: revision + 1, note: null })
  if (made.kind !== "published") throw new Error(made.kind)
  return made.blueprintId
}

const caller = (run: string) => ({
  ...{ app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1"), run },
  ...{ startedAt: 1000, sentAt: 1000 },
})
const post = (path: string, payload: object) => server.app.inject({ method: "POST", url: path, payload })
const open = (run: string) => post("/v1/flow/open", caller(run))
const sessions = () =>
  server.database.db
    .selectFrom("session")
    .select(["blueprint_id", "outcome"])
    .where("workspace_id", "=", shop.id)
    .execute()

test("whoever is in the middle of a flow stays on their version; who comes later gets the new one", async () => {
  const [early, late] = [randomUUID(), randomUUID()]
  expect((await open(early)).json().blueprint).toMatchObject({ id: shop.blueprintId, version: 1 })
  const second = await publish(30)
  // a page that lost the first answer, or was loaded again
  expect((await open(early)).json().blueprint).toMatchObject({ id: shop.blueprintId, version: 1 })
  const report = { ...caller(early), revision: 2, session: { canceled: true, blueprintId: shop.blueprintId } }
  expect((await post("/v1/flow/report", report)).statusCode).toBe(200)
  expect((await open(late)).json().blueprint).toMatchObject({ id: second, version: 2 })
  const third = await publish(60)
  expect((await open(late)).json().blueprint.id).toBe(second)
  expect((await open(randomUUID())).json().blueprint.id).toBe(third)
  expect((await sessions()).map(({ blueprint_id }) => blueprint_id).toSorted()).toEqual(
    [shop.blueprintId, second, third].toSorted(),
  )
})

test.for([
  ["no steps", { steps: undefined }],
  ["a step of no known kind", { steps: [{ guid: "x", stepType: "DANCE", header: "", description: "" }] }],
  ["a survey without choices", { steps: [{ guid: "x", stepType: "SURVEY", header: "", description: "" }] }],
  ["nothing at all", null],
] as const)(
  "a version with %s is our fault, so that the widget shows its built-in step, and what it reports is taken",
  async ([, change]) => {
    const content = change && { ...starterFlow(), ...change }
    await server.database.db
      .updateTable("blueprint")
      .set({ content: JSON.stringify(content) })
      .where("workspace_id", "=", shop.id)
      .execute()
    const run = randomUUID()
    const opened = await open(run)
    expect(opened.statusCode).toBe(500)
    const cancelled = { ...caller(run), revision: 1, session: { canceled: true } }
    expect((await post("/v1/flow/report", cancelled)).statusCode).toBe(200)
    expect((await sessions()).map(({ outcome }) => outcome)).toEqual(["canceled"])
  },
)
