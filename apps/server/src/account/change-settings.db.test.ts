import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { changeSettings } from "./change-settings.ts"
import { createWorkspace, newWorkspace } from "./workspaces.ts"

let database: TestDatabase
const now = new Date("2026-11-01T12:00:00.000Z")
const shop = newWorkspace("Shop", now)
const other = newWorkspace("Other", now)
beforeAll(async () => {
  database = await testDatabase()
  for (const workspace of [shop, other]) await createWorkspace(database.db, workspace, now)
})
afterAll(() => database.close())

const actor = { kind: "command", name: "holdfast workspace" } as const
const unchanged = {
  acceptsUnverified: undefined,
  requiresFlowToken: undefined,
  flowTokenMaxAgeSeconds: undefined,
  oldFlowTokenUntil: undefined,
  hasCustomerProfiles: undefined,
}
const entries = () => database.db.selectFrom("audit_entry").selectAll().execute()

test("what is different afterwards is written down, before and after; what is the same is not", async () => {
  const given = {
    ...unchanged,
    acceptsUnverified: true,
    requiresFlowToken: false,
    flowTokenMaxAgeSeconds: 60,
  }
  await changeSettings(database.db, shop.id, given, actor, now)
  expect(
    await database.db
      .selectFrom("workspace")
      .select([
        "name",
        "accepts_unverified",
        "requires_flow_token",
        "flow_token_max_age_seconds",
        "customer_profiles",
      ])
      .orderBy("name", "desc")
      .execute(),
  ).toEqual([
    {
      name: "Shop",
      accepts_unverified: true,
      requires_flow_token: false,
      flow_token_max_age_seconds: 60,
      customer_profiles: true,
    },
    {
      name: "Other",
      accepts_unverified: false,
      requires_flow_token: false,
      flow_token_max_age_seconds: 86_400,
      customer_profiles: true,
    },
  ])
  expect(await entries()).toMatchObject([
    {
      workspace_id: shop.id,
      actor_kind: "command",
      actor_name: "holdfast workspace",
      action: "settings.changed",
      detail: {
        before: { acceptsUnverified: false, flowTokenMaxAgeSeconds: 86_400 },
        after: { acceptsUnverified: true, flowTokenMaxAgeSeconds: 60 },
      },
    },
  ])
})

test("a time is written down as it is, once", async () => {
  const given = { ...unchanged, oldFlowTokenUntil: new Date("2027-01-01T00:00:00.000Z") }
  await changeSettings(database.db, other.id, given, actor, now)
  await changeSettings(database.db, other.id, given, actor, now)
  await changeSettings(database.db, other.id, { ...unchanged, oldFlowTokenUntil: null }, actor, now)
  const changed = (await entries()).filter((entry) => entry.workspace_id === other.id)
  expect(changed.map(({ detail }) => detail)).toEqual([
    { before: { oldFlowTokenUntil: null }, after: { oldFlowTokenUntil: "2027-01-01T00:00:00.000Z" } },
    { before: { oldFlowTokenUntil: "2027-01-01T00:00:00.000Z" }, after: { oldFlowTokenUntil: null } },
  ])
})

test("nothing given, or nothing new, writes nothing down", async () => {
  const before = await entries()
  await changeSettings(database.db, shop.id, unchanged, actor, now)
  await changeSettings(database.db, shop.id, { ...unchanged, acceptsUnverified: true }, actor, now)
  expect(await entries()).toEqual(before)
})
