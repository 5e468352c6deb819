import { expect, test } from "vitest"
import { choose, stateOf } from "./choices.ts"

test("a value is included, excluded, or left open again", () => {
  const included = choose([], "response", "Too expensive", "included")
  expect(included).toEqual([{ dimension: "response", value: "Too expensive", isExcluded: false }])
  expect(stateOf(included, "response", "Too expensive")).toBe("included")
  const excluded = choose(included, "response", "Too expensive", "excluded")
  expect(excluded).toEqual([{ dimension: "response", value: "Too expensive", isExcluded: true }])
  expect(stateOf(excluded, "response", "Too expensive")).toBe("excluded")
  expect(choose(excluded, "response", "Too expensive", "open")).toEqual([])
  expect(stateOf([], "response", "Too expensive")).toBe("open")
})

test("choices stand in the order of the screen, included before excluded, otherwise as they came", () => {
  let choices = choose([], "response", "b", "included")
  choices = choose(choices, "response", "c", "excluded")
  choices = choose(choices, "response", "a", "included")
  choices = choose(choices, "offerType", null, "included")
  expect(choices.map(({ value }) => value)).toEqual([null, "b", "a", "c"])
})
