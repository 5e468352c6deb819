import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { assertClosed, socketFolder } from "./socket-folder.ts"

let place: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "hf-socket-"))
})
afterEach(() => rmSync(place, { recursive: true }))

const own = process.getuid?.()
const home = () => ({ folder: join(place, "x".repeat(80)), user: null })

test("a short path has its socket beside the cluster", () => {
  expect(socketFolder({ folder: "/data/postgres", user: null })).toBe("/data/postgres/socket")
})

test("a long one has it in the temporary folder, closed to others, and the same at the next start", () => {
  const far = socketFolder(home())
  expect([lstatSync(far).mode & 0o777, lstatSync(far).uid]).toEqual([0o700, own])
  expect(socketFolder(home())).toBe(far)
  rmSync(far, { recursive: true })
})

test("one that others can enter, made before us, is refused and left as it is", () => {
  const far = socketFolder(home())
  chmodSync(far, 0o777)
  expect(() => socketFolder(home())).toThrow(`${far}, where its socket belongs, is open to other users.`)
  expect(lstatSync(far).mode & 0o777).toBe(0o777)
  rmSync(far, { recursive: true })
})

test("a folder of another user and a link to one's own are refused", () => {
  const folder = join(place, "theirs")
  mkdirSync(folder, { mode: 0o700 })
  expect(() => assertClosed(folder, [own])).not.toThrow()
  expect(() => assertClosed(folder, [(own ?? 0) + 1])).toThrow("is somebody else's")
  symlinkSync(folder, join(place, "link"))
  expect(() => assertClosed(join(place, "link"), [own])).toThrow("is somebody else's")
})
