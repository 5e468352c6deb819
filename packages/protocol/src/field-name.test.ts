import { expect, test } from "vitest"
import { fieldName } from "./field-name.ts"

test.for([
  [[], ""],
  [["feedback"], "feedback"],
  [["presentedOffers", 0, "offerType"], "presentedOffers[0].offerType"],
  [["matrix", 1, 2], "matrix[1][2]"],
  [["customer", "k".repeat(100)], `customer.${"k".repeat(60)}…`],
] as const)("%j is written %s", ([path, name]) => {
  expect(fieldName(path)).toBe(name)
})
