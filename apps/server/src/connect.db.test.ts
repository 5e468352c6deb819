import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readConfig } from "./config.ts"
import { connect } from "./connect.ts"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hf-connect-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("the embedded PostgreSQL ends also where its connections do not close well", async () => {
  const dataDir = join(folder, "data")
  const connection = await connect(readConfig({ HOLDFAST_DATA: dataDir }, folder), () => {})
  const pidFile = join(dataDir, "postgres/cluster/postmaster.pid")
  expect(existsSync(pidFile)).toBe(true)
  await connection.database.pipelined.end()
  await expect(connection.close()).rejects.toThrow("end on pool more than once")
  expect(existsSync(pidFile)).toBe(false)
})
