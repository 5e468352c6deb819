import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { writeWhole } from "../write-whole.ts"
import { loadSecret } from "./secret.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hf-secret-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

test("the first start makes a secret that only its owner reads, and the next one finds it", () => {
  const first = loadSecret(folder, null)
  expect(readdirSync(folder)).toEqual(["secret.key"])
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600)
  expect(loadSecret(folder, null).forLogins).toBe(first.forLogins)
})

test.each(["", "\n", "  \n", "x".repeat(31)])("a file that holds %j is refused, with its name", (text) => {
  const file = join(folder, "secret.key")
  writeFileSync(file, text)
  expect(() => loadSecret(folder, null)).toThrow(
    `${file} holds ${text.trim().length} characters, which is no secret; it takes 32 or more.`,
  )
  expect(readFileSync(file, "utf8")).toBe(text)
})

test("of two who write a secret at once the first gives it", () => {
  const file = join(folder, "secret.key")
  writeWhole(file, "first", "keep")
  writeWhole(file, "second", "keep")
  expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["first", ["secret.key"]])
})

test("a file that cannot be written whole leaves what was there, and nothing beside it", () => {
  const file = join(folder, "keys.json")
  writeWhole(file, "before", "replace")
  writeWhole(file, "after", "replace")
  expect(readFileSync(file, "utf8")).toBe("after")
  expect(() => writeWhole(join(folder, "not-there", "keys.json"), "x", "replace")).toThrow("ENOENT")
  expect(readdirSync(folder)).toEqual(["keys.json"])
})
