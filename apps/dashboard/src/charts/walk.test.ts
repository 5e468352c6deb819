import { expect, test } from "vitest"
import { type StopGroups, walk } from "./walk.ts"

const groups = (...keys: string[][]): StopGroups =>
  keys.map((group) => group.map((key) => ({ key, title: key, lines: [], href: null })))

const keys = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"]
const from = (there: StopGroups, key: string | null) => keys.map((pressed) => walk(there, key, pressed))

test("in a list, both pairs of arrows go from line to line and stay at its ends", () => {
  const list = groups(["a", "b", "c"])
  expect(from(list, "b")).toEqual(["c", "a", "c", "a", "a", "c"])
  expect(from(list, "a")).toEqual(["b", null, "b", null, "a", "c"])
  expect(from(list, "c")).toEqual([null, "b", null, "b", "a", "c"])
})

test("along a line, both pairs of arrows go from point to point", () => {
  expect(from(groups(["a"], ["b"], ["c"]), "b")).toEqual(["c", "a", "c", "a", "a", "c"])
})

test("in piles, left and right keep the height as far as there is one, up and down stay in the pile", () => {
  const piles = groups(["a1", "a2", "a3"], ["b1"], [], ["c1", "c2"])
  expect(walk(groups(["a1", "a2", "a3"], ["b1", "b2"]), "a2", "ArrowRight")).toBe("b2")
  expect(from(piles, "a3")).toEqual(["b1", null, null, "a2", "a1", "c1"])
  expect(from(piles, "b1")).toEqual(["c1", "a1", null, null, "a1", "c1"])
  expect(from(piles, "c2")).toEqual([null, "b1", null, "c1", "a1", "c1"])
})

test("from nowhere, forward begins with the first stop and back with the last", () => {
  expect(from(groups(["a", "b"], ["c", "d"]), null)).toEqual(["a", "c", "a", "c", "a", "c"])
  expect(from(groups(["a", "b"]), "gone since")).toEqual(["a", "b", "a", "b", "a", "b"])
})

test("where there is nothing, and for other keys, nothing is gone to", () => {
  expect(from(groups(), null)).toEqual([null, null, null, null, null, null])
  expect(from(groups([], []), "a")).toEqual([null, null, null, null, null, null])
  expect(["a", "Enter", "Tab", "constructor"].map((key) => walk(groups(["a"]), "a", key))).toEqual([
    null,
    null,
    null,
    null,
  ])
})
