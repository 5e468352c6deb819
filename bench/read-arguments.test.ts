import { expect, test } from "vitest"
import { readArguments } from "./read-arguments.ts"

const names = ["pages", "writes"] as const

test("without a word, all groups are measured at a million sessions", () => {
  expect(readArguments([], names)).toEqual({ sessions: 1_000_000, only: null })
})

test("--only measures one group, --sessions another size", () => {
  expect(readArguments(["--only", "writes", "--sessions", "20000"], names)).toEqual({
    sessions: 20_000,
    only: "writes",
  })
})

test("an unknown group is answered with the names of all", () => {
  expect(() => readArguments(["--only", "reads"], names)).toThrow(
    new Error('--only takes one of pages, writes, not "reads".'),
  )
})

test.each(["many", "0", "-5", "10000.5", "9999", ""])("--sessions %j is refused", (sessions) => {
  expect(() => readArguments([`--sessions=${sessions}`], names)).toThrow(
    new Error(`--sessions takes a whole number from 10000 up, not "${sessions}".`),
  )
})
