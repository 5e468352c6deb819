import { expect, test } from "vitest"
import { fileName } from "./file-name.ts"

const choice = { columns: [], timeZone: "UTC", separator: ",", isCompressed: false } as const
const now = new Date("2026-11-01T14:30:59.999Z")

test.for([
  ["Lantern (demo)", "holdfast-lantern-demo-2026-11-01-143059-3fa2.csv"],
  ["../../etc/passwd", "holdfast-etc-passwd-2026-11-01-143059-3fa2.csv"],
  ["Müller & 売上", "holdfast-müller-売上-2026-11-01-143059-3fa2.csv"],
  ["!!!", "holdfast-2026-11-01-143059-3fa2.csv"],
  ["x".repeat(500), `holdfast-${"x".repeat(60)}-2026-11-01-143059-3fa2.csv`],
] as const)("the workspace %s has the file %s", ([workspace, name]) => {
  expect(fileName(workspace, { ...choice, columns: [], profile: "machine" }, now, "3fa2")).toBe(name)
})

test("records have an ending of their own", () => {
  expect(fileName("a", { ...choice, columns: [], profile: "ndjson" }, now, "3fa2")).toBe(
    "holdfast-a-2026-11-01-143059-3fa2.ndjson",
  )
})

test("two files of one moment have different names", () => {
  const names = Array.from({ length: 3 }, () =>
    fileName("a", { ...choice, columns: [], profile: "machine" }, now),
  )
  expect(names.every((name) => /^holdfast-a-2026-11-01-143059-[0-9a-f]{4}\.csv$/.test(name))).toBe(true)
  expect(new Set(names).size).toBeGreaterThan(1)
})
