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
  person = await server.addPerson(shop, "owner")
  folder = mkdtempSync(join(tmpdir(), "hf-reset-"))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) =>
  startCommand(server.address, ["reset-password", ...args], { HOLDFAST_DATA: folder }).ended

const tokenIn = (out: string) =>
  /^http:\/\/127\.0\.0\.1:4870\/reset-password\?token=([\w-]{43})$/m.exec(out)?.[1] ?? ""

test("the link that is printed sets a new password, and the log says that it came from the command line", async () => {
  const { code, out } = await run(person.email.toUpperCase())
  expect([code, out]).toEqual([0, expect.stringContaining(`${person.email} chooses a new password here`)])
  const browser = testBrowser(server, "203.0.113.1")
  const body = { token: tokenIn(out), password: "a better one" }
  expect((await browser.send("POST", "/api/password-resets/use", body)).statusCode).toBe(204)
  expect(await browser.signIn(person, "a better one")).toBe(200)
  const entries = await server.database.db.selectFrom("audit_entry").select(["action", "detail"]).execute()
  expect(entries).toEqual([
    { action: "password.reset", detail: { link: "made on the command line" } },
    { action: "login.began", detail: { factor: "password" } },
  ])
})

test("the second factor goes only where it is asked for", async () => {
  const { db } = server.database
  const row = { id: "f1", userId: person.id, secret: "sealed", backupCodes: "sealed", verified: true }
  await db.insertInto("auth.twoFactor").values(row).execute()
  await db.updateTable("auth.user").set({ twoFactorEnabled: true }).where("id", "=", person.id).execute()
  const isOn = async () =>
    (await db.selectFrom("auth.user").select("twoFactorEnabled").executeTakeFirstOrThrow()).twoFactorEnabled
  expect([(await run(person.email)).out.includes("is off"), await isOn()]).toEqual([false, true])
  const { out } = await run(person.email, "--remove-second-factor")
  expect([out.startsWith("The second factor is off.\n"), await isOn()]).toEqual([true, false])
  const entry = await db
    .selectFrom("audit_entry")
    .select(["actor_kind", "actor_name", "address", "target_id"])
    .where("action", "=", "two-factor.disabled")
    .executeTakeFirst()
  expect(entry).toEqual({
    actor_kind: "command",
    actor_name: "holdfast reset-password",
    address: null,
    target_id: person.id,
  })
})

test.for([
  [["nobody@example.com"], 1, 'holdfast: There is nobody with the email "nobody@example.com".\n'],
  [[], 2, "holdfast: reset-password takes one email address. `holdfast help` lists what there is.\n"],
] as const)("%o is told what is wrong", async ([args, code, err]) => {
  expect(await run(...args)).toEqual({ code, out: "", err })
})
