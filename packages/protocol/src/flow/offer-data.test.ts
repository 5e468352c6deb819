import { expect, test } from "vitest"
import { offerData } from "./offer-data.ts"

test.each([
  [undefined, {}],
  ["  ", {}],
  ['{"minutes": 30, "with": ["Ada"]}', { minutes: 30, with: ["Ada"] }],
  ["[1]", null],
  ["null", null],
  ['"text"', null],
  ["{minutes: 30}", null],
])("%j is %j", (text, data) => {
  expect(offerData(text)).toEqual(data)
})
