import { expect, test } from "vitest"
import { fileNameOf } from "./file-name-of.ts"

test.each([
  ['attachment; filename="sessions-2026-11-23.csv"', "sessions-2026-11-23.csv"],
  ["attachment; filename=sessions.ndjson", "sessions.ndjson"],
  ["attachment; filename=\"a.csv\"; filename*=UTF-8''%C3%A4.csv", "ä.csv"],
  ['attachment; filename="say \\"no\\".csv"', 'say "no".csv'],
  ["attachment; filename=\"a.csv\"; filename*=UTF-8''%E4.csv", "a.csv"],
  ["attachment", "sessions"],
  [null, "sessions"],
])("%s names %s", (disposition, name) => {
  expect(fileNameOf(disposition)).toBe(name)
})
