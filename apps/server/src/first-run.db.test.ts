import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { createAuth } from "./account/auth.ts"
import { loadSecret } from "./account/secret.ts"
import { listWorkspaces } from "./account/workspaces.ts"
import { readConfig } from "./config.ts"
import { openDatabase } from "./db/database.ts"
import { firstRun, keysFile } from "./first-run.ts"
import { testDatabase } from "./testing/test-database.ts"

test("of servers that start at once on one empty database one makes the workspace, and the others find it", async () => {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), "hf-first-"))
  const config = readConfig({ HOLDFAST_DATA: folder, HOLDFAST_DEMO: "off" }, "/")
  const secret = loadSecret("", "a secret for tests, long enough to be taken")
  const login = createAuth({
    address: database.address,
    secret: secret.forLogins,
    url: config.url,
    onIdleError: () => {},
  })
  const servers = [1, 2, 3].map(() => openDatabase(database.address, () => {}))
  const results = await Promise.all(
    servers.map((each) => firstRun({ config, database: each, auth: login.auth, secret, report: () => {} })),
  )
  const workspaces = await listWorkspaces(database.db)
  expect(workspaces).toHaveLength(1)
  const generated = results.flatMap(({ generatedPassword }) => generatedPassword ?? [])
  // of 128 random bits
  expect(generated.map((password) => Buffer.from(password, "base64url").length)).toEqual([16])
  expect(JSON.parse(readFileSync(keysFile(config), "utf8")).appId).toBe(workspaces[0]?.appId)
  await Promise.all([...servers, database].map((each) => each.close()))
  await login.close()
  rmSync(folder, { recursive: true })
})

test("an owner's password that others guess stops the start, and leaves nothing behind", async () => {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), "hf-first-"))
  const secret = loadSecret("", "a secret for tests, long enough to be taken")
  const env = { HOLDFAST_DATA: folder, HOLDFAST_DEMO: "off", HOLDFAST_OWNER_EMAIL: "ada@example.com" }
  const url = "http://127.0.0.1:4870"
  const login = createAuth({
    address: database.address,
    secret: secret.forLogins,
    url,
    onIdleError: () => {},
  })
  for (const password of ["password1", "ada@example.com", "MyCompany1"]) {
    const config = readConfig({ ...env, HOLDFAST_OWNER_PASSWORD: password }, "/")
    const starting = firstRun({ config, database, auth: login.auth, secret, report: () => {} })
    await expect(starting).rejects.toThrow("HOLDFAST_OWNER_PASSWORD cannot be used.")
  }
  expect(await listWorkspaces(database.db)).toEqual([])
  await login.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

test("a demo workspace that is not made to its end leaves no sessions behind", async () => {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), "hf-first-"))
  // the last thing that is written has no place
  const config = readConfig({ HOLDFAST_DATA: join(folder, "missing"), HOLDFAST_DEMO: "on" }, "/")
  const secret = loadSecret("", "a secret for tests, long enough to be taken")
  const login = createAuth({
    address: database.address,
    secret: secret.forLogins,
    url: config.url,
    onIdleError: () => {},
  })
  await expect(firstRun({ config, database, auth: login.auth, secret, report: () => {} })).rejects.toThrow(
    "ENOENT",
  )
  const { rows } = await database.pool.query(
    "select (select count(*)::int from session) as sessions, (select count(*)::int from workspace) as workspaces",
  )
  expect(rows).toEqual([{ sessions: 0, workspaces: 0 }])
  await login.close()
  await database.close()
  rmSync(folder, { recursive: true })
})
