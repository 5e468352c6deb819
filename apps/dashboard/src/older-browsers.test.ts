import { afterAll, beforeAll, expect, test, vi } from "vitest"

const added: [object, string][] = [
  [String.prototype, "toWellFormed"],
  [String.prototype, "isWellFormed"],
  [Array.prototype, "toSorted"],
  [Array.prototype, "toReversed"],
  [Array.prototype, "toSpliced"],
  [URL, "canParse"],
  [AbortSignal, "any"],
]
const own = added.map(([place, name]) => Object.getOwnPropertyDescriptor(place, name) ?? {})

beforeAll(async () => {
  for (const [place, name] of added) Reflect.deleteProperty(place, name)
  vi.resetModules()
  await import("./older-browsers.ts")
})

afterAll(() => {
  for (const [index, [place, name]] of added.entries()) Object.defineProperty(place, name, own[index] ?? {})
})

test("what is added stands nowhere among the fields of a value", () => {
  const fields: string[] = []
  for (const field in ["a"]) fields.push(field)
  expect(fields).toEqual(["0"])
})

test("half a character becomes a sign for one, a whole one stays", () => {
  const texts = ["\ud83d\ude00", "\ud83d", "\ude00\ud83d", "a\ud83d\ud83d\ude00b"]
  expect(texts.map((text) => [text.toWellFormed(), text.isWellFormed()])).toEqual([
    ["\ud83d\ude00", true],
    ["\ufffd", false],
    ["\ufffd\ufffd", false],
    ["a\ufffd\ud83d\ude00b", false],
  ])
})

test("lists are copied, not changed", () => {
  const list = [3, 1, 2]
  expect([list.toSorted(), list.toReversed(), list.toSpliced(1, 1, 7, 8), list]).toEqual([
    [1, 2, 3],
    [2, 1, 3],
    [3, 7, 8, 2],
    [3, 1, 2],
  ])
})

test("an address is told from a text that is none", () => {
  expect([URL.canParse("/a", "http://b"), URL.canParse("/a"), URL.canParse("http://")]).toEqual([
    true,
    false,
    false,
  ])
})

test("joined signals end with the first that ends, for its reason, at once where one has ended", () => {
  const [one, other] = [new AbortController(), new AbortController()]
  const joined = AbortSignal.any([one.signal, other.signal])
  expect(joined.aborted).toBe(false)
  other.abort("other")
  one.abort("one")
  expect([joined.aborted, joined.reason]).toEqual([true, "other"])
  expect(AbortSignal.any([one.signal]).reason).toBe("one")
})
