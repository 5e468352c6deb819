import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { keepStatements, readStatements, shapeOf } from "./keep-statements.ts"

test("statements that differ in ids, numbers and the length of lists have one shape", () => {
  expect(shapeOf("insert into a values ($1, $2), ($3, $4)")).toBe(shapeOf("insert into a values ($1, $2)"))
  expect(shapeOf("select 1 limit 20")).toBe(shapeOf("select 1\n limit 5"))
})

test("a type, a function and a text of another kind make another shape", () => {
  const shapes = ["select $1::int4", "select $1::int8", "select any_value(a)", "select a @? '$.b.bigint()'"]
  expect(new Set(shapes.map(shapeOf)).size).toBe(shapes.length)
})

test("a statement of a shape is kept once, with who sent it", () => {
  const folder = mkdtempSync(join(tmpdir(), "hf-statements-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const keep = keepStatements(folder)
  const first = { text: "select 1", sentBy: "a.ts", test: "a.db.test.ts", schema: "public" }
  for (const text of ["select 1", "select 2"]) keep({ ...first, text })
  expect(readStatements(folder)).toEqual([first])
})
