import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { lastFault, lengthOfLog, strangerIn, whyPostgresEnded } from "./why-postgres-ended.ts"

test("the last thing that a server could not live with is told, and not what its clients were told meanwhile", () => {
  const log = `2026-11-01 12:00:00 UTC [1] LOG:  starting PostgreSQL 18
2026-11-01 12:00:01 UTC [2] PANIC:  could not write to file "pg_wal/xlogtemp.2": No space left on device
2026-11-01 12:00:02 UTC [3] FATAL:  the database system is in recovery mode
2026-11-01 12:00:02 UTC [4] FATAL:  terminating connection due to unexpected postmaster exit
`
  expect(lastFault(log)).toBe('could not write to file "pg_wal/xlogtemp.2": No space left on device')
  expect(lastFault("2026-11-01 12:00:00 UTC [1] LOG:  ready\n")).toBe(null)
})

test("what a log said before is not told again", () => {
  const folder = mkdtempSync(join(tmpdir(), "hf-log-"))
  const file = join(folder, "server.log")
  expect([lengthOfLog(file), whyPostgresEnded(file, 0)]).toEqual([0, null])
  writeFileSync(file, "FATAL:  old\n")
  const from = lengthOfLog(file)
  expect(whyPostgresEnded(file, from)).toBe(null)
  writeFileSync(file, "FATAL:  old\nFATAL:  new\n")
  expect(whyPostgresEnded(file, from)).toBe("new")
  rmSync(folder, { recursive: true })
})

test("a postmaster.pid that names a living process of another program is found out", () => {
  const folder = mkdtempSync(join(tmpdir(), "hf-pid-"))
  const file = join(folder, "postmaster.pid")
  const other = spawn("sleep", ["60"])
  expect(strangerIn(file)).toBe(null)
  writeFileSync(file, `${other.pid}\n/data\n`)
  expect(strangerIn(file)).toEqual({ pid: other.pid, name: "sleep" })
  writeFileSync(file, `${2 ** 22 + 1}\n/data\n`)
  expect(strangerIn(file)).toBe(null)
  other.kill()
  rmSync(folder, { recursive: true })
})
