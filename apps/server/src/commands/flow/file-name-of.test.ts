import { resolve, sep } from "node:path"
import naughty from "big-list-of-naughty-strings" with { type: "json" }
import { expect, test } from "vitest"
import { fileNameOf } from "./file-name-of.ts"

const none = new Set<string>()

test.for([
  ["Annual plans", "annual-plans.json"],
  ["  Jährlich & Ü30!  ", "jahrlich-u30.json"],
  ["Order", "order.json"],
  ["../../x", "x.json"],
  ["C:\\Windows\\x", "c-windows-x.json"],
  ["CON", "con-segment.json"],
  ["lpt1", "lpt1-segment.json"],
  ["🦆", "segment.json"],
  ["年間プラン", "segment.json"],
  ["...", "segment.json"],
  ["a\u0000b", "a-b.json"],
  [`${"a".repeat(59)} bc`, `${"a".repeat(59)}.json`],
] as const)("%s lies in %s", ([name, file]) => {
  expect(fileNameOf(name, none)).toBe(file)
})

test("names that come out the same get a number, as often as it takes", () => {
  const taken = new Set<string>()
  const files = ["Plus", "plus", "PLUS!"].map((name) => {
    const file = fileNameOf(name, taken)
    taken.add(file)
    return file
  })
  expect(files).toEqual(["plus.json", "plus-2.json", "plus-3.json"])
})

test("no name leaves the folder, and every one is plain", () => {
  const folder = resolve("flows/segments")
  for (const name of naughty) {
    const file = fileNameOf(name, none)
    expect(file).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.json$/)
    expect(resolve(folder, file)).toBe(`${folder}${sep}${file}`)
  }
})
