import type { FlowVersion } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demoFlows } from "../../demo/demo-flows.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { writeBlueprints } from "../../flow/write-blueprints.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let viewer: string
const now = new Date("2026-11-01T12:00:00.000Z")
const flowsOf = (workspace: TestWorkspace) => demoFlows(workspace.id, { until: now, years: 2 })
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  viewer = await server.signIn(shop, "viewer")
  for (const workspace of [shop, other]) {
    for (const table of ["blueprint", "flow"] as const) {
      await server.database.db.deleteFrom(table).where("workspace_id", "=", workspace.id).execute()
    }
    await installFlows(server.database.db, workspace.id, flowsOf(workspace), now)
  }
})
afterAll(() => server.close())

const get = (blueprintId: string, workspace = shop) =>
  server.app.inject({
    url: `/api/workspaces/${workspace.appId}/blueprints/${blueprintId}`,
    headers: { cookie: viewer },
  })

test("an old version comes with what is published now, and with every version between", async () => {
  const versions = flowsOf(shop).blueprints.filter(({ segmentId }) => segmentId === null)
  const [first] = versions
  expect(versions.length).toBeGreaterThan(2)
  const answer: FlowVersion = (await get(first?.id ?? "")).json()
  expect(answer).toEqual({
    blueprint: first,
    published: versions.at(-1),
    versions: versions.toReversed().map((each) => ({
      id: each.id,
      version: each.version,
      publishedAt: each.publishedAt,
      publishedBy: { name: null },
      note: null,
    })),
  })
})

test("a version says who published it and why; whoever has left is named no more", async () => {
  const primary = flowsOf(shop).blueprints.find(({ segmentId }) => segmentId === null)
  if (!primary) throw new Error("The demo has a Primary Flow")
  const { id: publishedBy } = await server.addPerson(shop, "member")
  const { id: stranger } = await server.addPerson(other, "member")
  const make = (id: string, version: number, by: string, note: string | null) => ({
    ...primary,
    ...{ id, version, publishedBy: by, note },
  })
  await writeBlueprints(server.database.db, shop.id, [
    make("by-member", 90, publishedBy, "Shorter survey"),
    make("by-stranger", 91, stranger, null),
  ])
  const answer: FlowVersion = (await get("by-member")).json()
  expect(answer.versions.slice(0, 2)).toMatchObject([
    { id: "by-stranger", publishedBy: { name: null }, note: null },
    { id: "by-member", publishedBy: { name: "Person" }, note: "Shorter survey" },
  ])
})

test("the newest version is what is published now; flows of segments keep to themselves", async () => {
  const teams = flowsOf(shop).blueprints.filter(({ name }) => name === "Annual teams")
  const answer: FlowVersion = (await get(teams[0]?.id ?? "")).json()
  expect([answer.blueprint, answer.published, answer.versions.length]).toEqual([teams[0], teams[0], 1])
})

test("an id of nothing or of others is one sentence", async () => {
  const theirs = flowsOf(other).blueprints[0]?.id ?? ""
  for (const id of [theirs, "step-0-survey", "%F0%9F%91%A9", "..%2F..", "a".repeat(3000)]) {
    const answer = await get(id)
    expect([answer.statusCode, answer.json()]).toEqual([
      404,
      {
        error: {
          code: "blueprint_not_found",
          message: "This workspace has published no version of that id.",
        },
      },
    ])
  }
  expect((await get("%00")).statusCode).toBe(422)
  expect((await get(theirs, other)).json().error.code).toBe("workspace_not_found")
})
