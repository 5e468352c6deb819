import { expect, test } from "vitest"
import { fileName } from "./file-name.ts"

const choice = { columns: [], timeZone: "UTC", separator: ",", isCompressed: false } as const
const now = new Date("2026-11-01T14:30:59.999Z")

test.for([
  ["Lantern (demo)", "holdfast-lantern-demo-2026-11-01-1430.csv"],
  ["../../etc/passwd", "holdfast-etc-passwd-2026-11-01-1430.csv"],
  ["Müller & 売上", "holdfast-müller-売上-2026-11-01-1430.csv"],
  ["!!!", "holdfast-2026-11-01-1430.csv"],
  ["x".repeat(500), `holdfast-${"x".repeat(60)}-2026-11-01-1430.csv`],
] as const)("the workspace %s has the file %s", ([workspace, name]) => {
  expect(fileName(workspace, { ...choice, columns: [], profile: "machine" }, now)).toBe(name)
})

test("records have an ending of their own", () => {
  expect(fileName("a", { ...choice, columns: [], profile: "ndjson" }, now)).toBe(
    "holdfast-a-2026-11-01-1430.ndjson",
  )
})
