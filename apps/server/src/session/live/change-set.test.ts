import { expect, test } from "vitest"
import { ChangeSet, mostIds } from "./change-set.ts"

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index))

test("ids are kept once each, up to the most; after that only that there are more", () => {
  const full = new ChangeSet([...numbers(mostIds), "0"])
  expect([[...full.ids], full.more]).toEqual([numbers(mostIds), false])
  full.add("one too many")
  expect([[...full.ids], full.more]).toEqual([numbers(mostIds), true])
})

test("what another set knows is added", () => {
  const changes = new ChangeSet(["a"])
  changes.merge(new ChangeSet(["a", "b"], true))
  expect(changes).toEqual(new ChangeSet(["a", "b"], true))
  changes.merge(new ChangeSet())
  expect(changes).toEqual(new ChangeSet(["a", "b"], true))
})
