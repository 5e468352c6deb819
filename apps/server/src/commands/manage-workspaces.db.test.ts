import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startCommand } from "../testing/start-command.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { testBrowser } from "../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let person: TestPerson
let folder: string
beforeAll(async () => {
  server = await testApp()
  // the command's own clock
  server.setTime(new Date())
  shop = await server.addWorkspace("Shop")
  person = await server.addPerson(shop, "viewer")
  folder = mkdtempSync(join(tmpdir(), "hf-workspace-"))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) =>
  startCommand(server.address, ["workspace", ...args], { HOLDFAST_DATA: folder }).ended

const appIdIn = (out: string) => /^App ID {5}([a-z0-9]{9})$/m.exec(out)?.[1] ?? ""

const auditOf = async (appId: string) =>
  server.database.db
    .selectFrom("audit_entry")
    .innerJoin("workspace", "workspace.id", "audit_entry.workspace_id")
    .select(["actor_name", "action", "target_name", "detail"])
    .where("app_id", "=", appId)
    .orderBy("audit_entry.id")
    .execute()

test("a workspace is made for a new owner, who chooses a password and finds a flow; then it has another name", async () => {
  const { code, out } = await run("create", "  Second   shop ", "--owner", "New.Owner@example.com")
  expect([code, out]).toEqual([0, expect.stringContaining("Workspace  Second shop\n")])
  const token = /\/reset-password#token=([\w-]{43})$/m.exec(out)?.[1] ?? ""
  const browser = testBrowser(server, "203.0.113.1")
  const body = { token, password: "a better one" }
  expect((await browser.send("POST", "/api/password-resets/use", body)).statusCode).toBe(204)
  expect(await browser.signIn({ email: "new.owner@example.com", password: "" }, "a better one")).toBe(200)
  const appId = appIdIn(out)
  const me = (await browser.send("GET", "/api/me")).json()
  expect(me.workspaces).toMatchObject([{ appId, name: "Second shop", role: "owner" }])

  expect(await run("rename", appId, "Third shop")).toMatchObject({
    code: 0,
    out: '"Second shop" is called "Third shop" now.\n',
  })
  expect((await run("list")).out).toBe(`${shop.appId}  Shop\n${appId}  Third shop\n`)
  expect((await auditOf(appId)).filter(({ action }) => action.startsWith("workspace."))).toEqual([
    {
      actor_name: "holdfast workspace create",
      action: "workspace.created",
      target_name: "new.owner@example.com",
      detail: { name: "Second shop" },
    },
    {
      actor_name: "holdfast workspace rename",
      action: "workspace.renamed",
      target_name: null,
      detail: { before: "Second shop", after: "Third shop" },
    },
  ])
})

test("somebody with an account owns it under the same password; it is deleted only by its name", async () => {
  const { out } = await run("create", "Fourth shop", "--owner", person.email)
  expect(out).toContain(`${person.email} signs in at http://127.0.0.1:4870 as before`)
  const appId = appIdIn(out)
  const browser = testBrowser(server, "203.0.113.2")
  expect(await browser.signIn(person)).toBe(200)
  expect(await run("delete", appId)).toEqual({
    code: 1,
    out: "",
    err: 'holdfast: Deleting cannot be undone: say --confirm "Fourth shop" to do it; nothing was deleted.\n',
  })
  expect(await run("delete", appId, "--confirm", "Shop")).toEqual({
    code: 1,
    out: "",
    err: `holdfast: The workspace ${appId} is called "Fourth shop", not "Shop"; nothing was deleted.\n`,
  })
  const deleted = await run("delete", appId, "--confirm", "Fourth shop")
  expect([deleted.code, deleted.out]).toEqual([0, expect.stringContaining('"Fourth shop" is deleted.')])
  expect((await run("list")).out).not.toContain(appId)
  // a server looks once more, when no file of it can be written any more
  expect(await server.database.db.selectFrom("workspace_removal").select("app_id").execute()).toEqual([
    { app_id: appId },
  ])
})

test.for([
  [["create"], "workspace create takes one name, in quotation marks."],
  [["create", "A", "B", "--owner", "a@example.com"], "workspace create takes one name, in quotation marks."],
  [["create", "A"], '--owner is ""; it takes the email address of the owner.'],
  [["create", "A", "--owner", "ada"], '--owner is "ada"; it takes the email address of the owner.'],
  [["create", " ", "--owner", "a@example.com"], 'A workspace takes a name of 1 to 80 characters, not "".'],
  [["rename", "x"], "workspace rename takes an App ID and the new name, in quotation marks."],
  [["delete"], "workspace delete takes one App ID."],
  [
    ["shrink"],
    'workspace takes create, list, rename or delete, or options that change settings, not "shrink".',
  ],
] as const)("%j is told in one sentence", async ([args, sentence]) => {
  const { code, out, err } = await run(...args)
  expect([code, out, err]).toEqual([2, "", `holdfast: ${sentence} \`holdfast help\` lists what there is.\n`])
})

test("an App ID that nobody has is told with where to find them", async () => {
  expect(await run("rename", "nobody", "A")).toEqual({
    code: 1,
    out: "",
    err: 'holdfast: There is no workspace with the App ID "nobody"; npx holdfast workspace list says which there are.\n',
  })
})
