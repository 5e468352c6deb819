import { expect, test } from "vitest"
import { defaultExportColumns, exportColumns } from "./export-columns.ts"

test("every column has its own id and its own heading", () => {
  const distinct = (key: "id" | "label") => new Set(exportColumns.map((column) => column[key])).size
  expect([distinct("id"), distinct("label")]).toEqual([exportColumns.length, exportColumns.length])
})

test("nobody who has not chosen gets a column twice", () => {
  expect(new Set(defaultExportColumns).size).toBe(defaultExportColumns.length)
})
