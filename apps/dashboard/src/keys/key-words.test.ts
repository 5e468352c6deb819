import { expect, test } from "vitest"
import { keyName, makerWords } from "./key-words.ts"

test("whoever made a key is told in words", () => {
  expect([
    makerWords({ kind: "start", name: null }),
    makerWords({ kind: "command", name: null }),
    makerWords({ kind: "person", name: "Ada Lovelace" }),
    makerWords({ kind: "person", name: null }),
  ]).toEqual(["with the workspace", "by command", "by Ada Lovelace", "by somebody who left"])
})

test("a name that nobody can read is called that", () => {
  expect([keyName({ name: "Checkout" }), keyName({ name: "\u200b" })]).toEqual([
    "Checkout",
    "(unreadable name)",
  ])
})
