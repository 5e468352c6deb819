import { tmpdir } from "node:os"
import { expect, test } from "vitest"
import { placeFor } from "./make-scratch.mjs"

const gib = 1024 ** 3

test("files of a test run lie in memory where it has room for them and for the programs", () => {
  expect(placeFor(8 * gib, 8 * gib)).toBe("/dev/shm")
})

test("they lie on the disk where memory, or the file system in it, is small", () => {
  expect(placeFor(0, 16 * gib)).toBe(tmpdir())
  expect(placeFor(64 * 1024 ** 2, 16 * gib)).toBe(tmpdir())
  expect(placeFor(16 * gib, 7 * gib)).toBe(tmpdir())
})
