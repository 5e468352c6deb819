import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { hasMarks, isMarked, markedWith } from "./marks.ts"

test("an object is marked by the requests that changed it, and by no others", () => {
  const once = { metadata: { plan: "gold", ...markedWith({ metadata: { plan: "gold" } }, "a") } }
  const twice = { metadata: markedWith(once, "b") }
  expect(once).toEqual({ metadata: { plan: "gold", holdfast_request: "a" } })
  expect([isMarked(twice, "a"), isMarked(twice, "b"), isMarked(twice, "ab")]).toEqual([true, true, false])
  expect(markedWith(twice, "a")).toEqual({ holdfast_request: "a b" })
})

test("what has no metadata has no marks", () => {
  for (const object of [{}, { metadata: null }, { metadata: {} }, { metadata: { holdfast_request: "" } }])
    expect([hasMarks(object), isMarked(object, "a"), isMarked(object, "")]).toEqual([false, false, false])
})

test("the marks always fit into a value of Stripe's metadata, and the oldest go first", () => {
  const ids = Array.from({ length: 20 }, () => randomUUID())
  let object = { metadata: {} }
  for (const id of ids) {
    object = { metadata: markedWith(object, id) }
    expect(markedWith(object, id).holdfast_request?.length).toBeLessThanOrEqual(500)
  }
  expect(ids.filter((id) => isMarked(object, id))).toEqual(ids.slice(-13))
})
