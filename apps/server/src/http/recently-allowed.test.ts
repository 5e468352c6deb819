import { expect, test } from "vitest"
import { createRecentlyAllowed } from "./recently-allowed.ts"

test("somebody is known for five minutes after they were let in, and not once they were refused", () => {
  let now = 0
  const known = createRecentlyAllowed(() => now)
  expect(known.has("ada")).toBe(false)
  known.add("ada")
  now = 5 * 60_000 - 1
  expect(known.has("ada")).toBe(true)
  now += 1
  expect(known.has("ada")).toBe(false)
  known.add("ada")
  known.forget("ada")
  expect(known.has("ada")).toBe(false)
})

test("of more than 10,000 the one who came longest ago is forgotten", () => {
  const known = createRecentlyAllowed(() => 0)
  for (let n = 0; n < 10_000; n++) known.add(`${n}`)
  known.add("0")
  known.add("new")
  expect(["0", "1", "2", "new"].map(known.has)).toEqual([true, false, true, true])
})
