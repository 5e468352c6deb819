import { text } from "node:stream/consumers"
import { expect, test } from "vitest"
import { jsonArray } from "./json-array.ts"

test.each([0, 1, 249, 250, 251, 500, 1001])("%i items are one array", async (length) => {
  const items = Array.from({ length }, (_, i) => i)
  const read = JSON.parse(await text(jsonArray(items, (i) => ({ i, said: '"],[' }))))
  expect(read).toEqual(items.map((i) => ({ i, said: '"],[' })))
})

test("others get their turn between the pieces", async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const busy = (i: number) => {
    const until = performance.now() + 0.02
    while (performance.now() < until);
    return i
  }
  await text(
    jsonArray(
      Array.from({ length: 2500 }, (_, i) => i),
      busy,
    ),
  )
  clearInterval(timer)
  expect(turns).toBeGreaterThan(1)
})
