import { createSecretKey } from "node:crypto"
import { expect, test } from "vitest"
import { checkLink, signLink } from "./export-link.ts"

const secret = createSecretKey("a secret for tests", "utf8")
const which = { workspaceId: "w", exportId: "e" }
const expiresAt = new Date("2026-11-02T12:00:00.000Z")
const key = signLink(secret, { ...which, expiresAt })
const before = new Date(expiresAt.getTime() - 1)

test("a link is good until the very end of its time, and for nothing else", () => {
  expect(checkLink(secret, which, key, before)).toBeNull()
  expect(checkLink(secret, which, key, expiresAt)).toBe("expired")
  expect(checkLink(secret, { ...which, exportId: "f" }, key, before)).toBe("bad")
  expect(checkLink(secret, { ...which, workspaceId: "v" }, key, before)).toBe("bad")
  expect(checkLink(createSecretKey("another", "utf8"), which, key, before)).toBe("bad")
})

test("no character of a key can be changed, left out or added", () => {
  const faults = new Set<unknown>()
  for (let i = 0; i < key.length; i++) {
    const other = key[i] === "a" ? "b" : "a"
    for (const text of [key.slice(0, i) + other + key.slice(i + 1), key.slice(0, i) + key.slice(i + 1)]) {
      faults.add(checkLink(secret, which, text, before))
    }
  }
  for (const text of ["", "x", `${key}a`, `a${key}`, key.split(".")[0] ?? "", key.toUpperCase()]) {
    faults.add(checkLink(secret, which, text, before))
  }
  expect([...faults]).toEqual(["bad"])
})
