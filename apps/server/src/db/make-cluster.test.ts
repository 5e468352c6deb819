import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { removeAbandoned } from "./make-cluster.ts"

test("what a killed process left half made goes, also where another has its number by now", () => {
  const folder = mkdtempSync(join(tmpdir(), "hf-making-"))
  const [ours, theirs, nobodys] = [process.pid, process.ppid, 2 ** 22 + 1]
  for (const pid of [ours, theirs, nobodys]) mkdirSync(join(folder, `making-${pid}`))
  mkdirSync(join(folder, "cluster"))
  const anHourAgo = Date.now() / 1000 - 3600
  utimesSync(join(folder, `making-${theirs}`), anHourAgo, anHourAgo)
  removeAbandoned({ folder })
  expect(readdirSync(folder).sort()).toEqual(["cluster", `making-${ours}`])
  rmSync(folder, { recursive: true })
})
