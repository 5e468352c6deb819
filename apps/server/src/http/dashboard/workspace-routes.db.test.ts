import { afterAll, beforeAll, expect, test } from "vitest"
import { mostOwned } from "../../account/workspace/make-own-workspace.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  cookie = await server.signIn(shop, "owner")
})
afterAll(() => server.close())

const ask = (method: "GET" | "POST" | "PATCH", url: string, payload?: object) =>
  server.app.inject({
    method,
    url,
    headers: { cookie, origin: server.url },
    ...(payload && { payload }),
  })
const make = (name: string) => ask("POST", `/api/workspaces/${shop.appId}/workspaces`, { name })
const own = async () => (await ask("GET", "/api/me")).json().workspaces

test("an owner makes a workspace, owns it, and finds a published flow and an entry of the audit log in it", async () => {
  const answer = await make("  Second   shop ")
  const { appId } = answer.json()
  expect([answer.statusCode, answer.json()]).toEqual([201, { appId, name: "Second shop" }])
  expect(await own()).toMatchObject([
    { appId, name: "Second shop", role: "owner" },
    { appId: shop.appId, name: "Shop", role: "owner" },
  ])
  const keys = await ask("GET", `/api/workspaces/${appId}/keys`)
  expect(keys.json().keys).toEqual([])
  const audit = await ask("GET", `/api/workspaces/${appId}/audit?from=2026-01-01&to=2027-01-01`)
  expect(audit.json().entries).toMatchObject([
    { action: "workspace.created", actor: { kind: "person" }, detail: { name: "Second shop" } },
  ])
  const { flows } = await server.database.db
    .selectFrom("blueprint")
    .innerJoin("workspace", "workspace.id", "blueprint.workspace_id")
    .select((eb) => eb.fn.countAll<string>().as("flows"))
    .where("app_id", "=", appId)
    .executeTakeFirstOrThrow()
  expect(flows).toBe("1")
})

test("a new name is there at once, and the log has both", async () => {
  const url = `/api/workspaces/${shop.appId}`
  expect((await ask("PATCH", url, { name: "Shop" })).json()).toEqual({ appId: shop.appId, name: "Shop" })
  expect((await ask("PATCH", url, { name: "Corner  shop" })).json().name).toBe("Corner shop")
  expect((await own()).map(({ name }: { name: string }) => name)).toContain("Corner shop")
  const audit = await ask("GET", `${url}/audit?from=2026-01-01&to=2027-01-01`)
  expect(audit.json().entries).toMatchObject([
    { action: "workspace.renamed", detail: { before: "Shop", after: "Corner shop" } },
  ])
})

test("a name that nobody can see is refused", async () => {
  for (const name of ["", "  ", "x".repeat(81)]) expect((await make(name)).statusCode).toBe(422)
})

test("a person owns so many and no more", async () => {
  const { user } = (await ask("GET", "/api/me")).json()
  const now = new Date()
  const members = Array.from({ length: mostOwned }, (_, n) => ({
    workspace_id: `01a00000-0000-7000-8000-${String(n).padStart(12, "0")}`,
    user_id: user.id,
    role: "owner" as const,
    created_at: now,
  }))
  await server.database.db.insertInto("member").values(members).execute()
  const answer = await make("One more")
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, "too_many_workspaces"])
})
