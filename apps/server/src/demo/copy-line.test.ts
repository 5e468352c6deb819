import { expect, test } from "vitest"
import { copyColumns, copyLine, copySql } from "./copy-line.ts"
import { demoFlows } from "./demo-flows.ts"
import { simulate } from "./simulate.ts"

const workspace = { id: "0197f000-0000-7000-8000-000000000001" }
const until = new Date("2026-11-23T10:00:00Z")
const flows = demoFlows(workspace.id, { until, years: 1 })
const [session] = simulate({ sessions: 1, seed: 1, years: 1, until, workspace, flows })
if (!session) throw new Error("One session was asked for")

/** The line's field of one column. */
const fieldOf = (change: Partial<typeof session>, column: (typeof copyColumns)[number]) =>
  copyLine({ ...session, ...change })
    .slice(0, -1)
    .split("\t")[copyColumns.indexOf(column)]

test("a line has a field for each column that the statement names", () => {
  expect(copySql).toBe(`copy session (${copyColumns.join(", ")}) from stdin`)
  expect(copyLine(session).split("\t")).toHaveLength(copyColumns.length)
  expect(copyLine(session).endsWith("\n")).toBe(true)
})

test("null, booleans, numbers and times are written as COPY reads them", () => {
  const at = new Date("2026-01-02T03:04:05.678Z")
  expect(fieldOf({ feedback: null }, "feedback")).toBe("\\N")
  expect(fieldOf({ is_silent: true }, "is_silent")).toBe("t")
  expect(fieldOf({ on_trial: false }, "on_trial")).toBe("f")
  expect(fieldOf({ plan_price: 2900 }, "plan_price")).toBe("2900")
  expect(fieldOf({ created_at: at }, "created_at")).toBe("2026-01-02T03:04:05.678Z")
})

test("what means something to COPY is escaped, and nothing else", () => {
  expect(fieldOf({ feedback: "a\tb\nc\rd\\e" }, "feedback")).toBe("a\\tb\\nc\\rd\\\\e")
  expect(fieldOf({ feedback: "\\N" }, "feedback")).toBe("\\\\N")
  expect(fieldOf({ feedback: "\\." }, "feedback")).toBe("\\\\.")
  expect(fieldOf({ feedback: "" }, "feedback")).toBe("")
  expect(fieldOf({ feedback: "\"quoted\" 'twice' 😀 \u000b" }, "feedback")).toBe(
    "\"quoted\" 'twice' 😀 \u000b",
  )
})
