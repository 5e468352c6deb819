import { expect, test } from "vitest"
import { fakeStorage } from "./fake-storage.ts"
import type { Letter } from "./letter.ts"
import { openOutbox } from "./outbox.ts"

const day = 24 * 60 * 60 * 1000
const letter = (run: string, revision: number, at = 0): Letter => ({
  id: `report:${run}`,
  path: "/v1/flow/report",
  body: { run },
  revision,
  at,
})
const open = (storage: Storage | null, now = 0) => openOutbox(storage, "abc", () => now)

test("the newest letter of a run takes the place of the older one, in either order", () => {
  const outbox = open(fakeStorage())
  outbox.put(letter("a", 2))
  outbox.put(letter("a", 3))
  outbox.put(letter("a", 1))
  expect(outbox.all()).toEqual([letter("a", 3)])
})

test("an older letter that arrives does not take a newer one out", () => {
  const outbox = open(fakeStorage())
  outbox.put(letter("a", 3))
  outbox.drop(letter("a", 2))
  expect(outbox.all()).toEqual([letter("a", 3)])
  outbox.drop(letter("a", 3))
  expect(outbox.all()).toEqual([])
})

test("the key names the app and is gone once nothing waits", () => {
  const storage = fakeStorage()
  const outbox = open(storage)
  outbox.put(letter("a", 1))
  expect(storage.key(0)).toBe("holdfast:abc:outbox")
  outbox.drop(letter("a", 1))
  expect(storage.length).toBe(0)
})

test("twenty runs are kept, the newest ones", () => {
  const outbox = open(fakeStorage(), 100)
  for (let i = 0; i < 25; i++) outbox.put(letter(`run-${i}`, 1, i))
  expect(outbox.all().map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, i) => 24 - i))
})

test("a letter is kept for seven days", () => {
  const storage = fakeStorage()
  open(storage, 0).put(letter("a", 1))
  expect(open(storage, 7 * day - 1).all()).toHaveLength(1)
  expect(open(storage, 7 * day).all()).toEqual([])
})

test("what is too old to be sent is gone from the browser, and the rest stays", () => {
  const storage = fakeStorage()
  open(storage, 0).put(letter("a", 1))
  open(storage, day).put(letter("b", 1, day))
  expect(open(storage, 7 * day).all()).toHaveLength(1)
  expect(storage.getItem("holdfast:abc:outbox")).toBe(JSON.stringify([letter("b", 1, day)]))
  expect(open(storage, 8 * day).all()).toEqual([])
  expect(storage.length).toBe(0)
})

test("no storage, a full one and a broken one lose nothing but the keeping", () => {
  expect(open(null).put(letter("a", 1))).toBe(false)
  expect(open(fakeStorage({ isFull: true })).put(letter("a", 1))).toBe(false)
  const storage = fakeStorage()
  for (const broken of ["{", "null", "7", '[{"id":1}]', '[null,{"id":"report:x","path":"https://evil"}]']) {
    storage.setItem("holdfast:abc:outbox", broken)
    expect(open(storage).all()).toEqual([])
  }
})
