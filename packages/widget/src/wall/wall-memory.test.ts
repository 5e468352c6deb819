import { expect, test } from "vitest"
import { fakeStorage } from "../wire/fake-storage.ts"
import { openWallMemory } from "./wall-memory.ts"

test("that nothing stands is remembered for five minutes, of each customer apart", () => {
  const storage = fakeStorage()
  let now = 1_000_000
  const memoryOf = (customer: string) => openWallMemory(storage, ["pause", customer], () => now)
  expect(memoryOf("a").isFree()).toBe(false)
  memoryOf("a").remember()
  now += 5 * 60 * 1000 - 1
  expect([memoryOf("a").isFree(), memoryOf("b").isFree()]).toEqual([true, false])
  now += 1
  expect(memoryOf("a").isFree()).toBe(false)
  memoryOf("a").remember()
  memoryOf("a").forget()
  expect(memoryOf("a").isFree()).toBe(false)
})

test("a clock that was set back, nonsense, a full and a forbidden storage remember nothing", () => {
  const storage = fakeStorage()
  let now = 1_000_000
  const memory = openWallMemory(storage, "x", () => now)
  memory.remember()
  now -= 1
  expect(memory.isFree()).toBe(false)
  storage.setItem(`holdfast:wall:"x"`, "tomorrow")
  expect(memory.isFree()).toBe(false)
  for (const denied of [fakeStorage({ isFull: true }), null]) {
    const none = openWallMemory(denied, "x", () => now)
    none.remember()
    none.forget()
    expect(none.isFree()).toBe(false)
  }
})
