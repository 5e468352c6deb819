import { createSecretKey } from "node:crypto"
import { describe, expect, test } from "vitest"
import { readCursor, writeCursor } from "./cursor.ts"

const key = createSecretKey(Buffer.alloc(32, "k"))
const scope = { workspaceId: "01980000-0000-7000-8000-000000000001", list: "live" } as const
const cursor = {
  createdAt: new Date("2026-11-01T12:00:00.123Z"),
  id: "0199e6cf-0000-7000-8000-00000000000a",
}
const text = writeCursor(key, scope, cursor)

test("a cursor comes back as it was written, and travels in an address as it is", () => {
  expect(readCursor(key, scope, text)).toEqual(cursor)
  expect(encodeURIComponent(text)).toBe(text)
})

describe("nothing is read", () => {
  test("from a text in which any one character was changed, left out or added", () => {
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === "A" ? "B" : "A"
      expect(readCursor(key, scope, text.slice(0, at) + other + text.slice(at + 1))).toBeNull()
      expect(readCursor(key, scope, text.slice(0, at) + text.slice(at + 1))).toBeNull()
    }
    expect(readCursor(key, scope, `${text}A`)).toBeNull()
  })

  test("in another workspace, in another list, or under another secret", () => {
    const workspaceId = "01980000-0000-7000-8000-000000000002"
    expect(readCursor(key, { ...scope, workspaceId }, text)).toBeNull()
    expect(readCursor(key, { ...scope, list: "test" }, text)).toBeNull()
    expect(readCursor(createSecretKey(Buffer.alloc(32, "x")), scope, text)).toBeNull()
  })

  test.each(["", "x", "nonsense", "ä".repeat(40), "=".repeat(60), "💥".repeat(30)])("from %j", (other) => {
    expect(readCursor(key, scope, other)).toBeNull()
  })
})
