import { expect, test } from "vitest"
import { tidySearch } from "./tidy-search.ts"

test.each([
  ["\u200bada@x.example", "ada@x.example"],
  ["mailto:ada@x.example", "ada@x.example"],
  ["<ada@x.example>", "ada@x.example"],
  ["Ada Lovelace <ada@x.example>;", "ada@x.example"],
  ["ada@x.example;", "ada@x.example"],
  [" bob+test@x.example ", "bob+test@x.example"],
  ["too expensive; really", "too expensive; really"],
  ["a < b", "a < b"],
  ["@x.example", "@x.example"],
  ["\ufeff", ""],
])("%j is a search for %j", (text, expected) => {
  expect(tidySearch(text)).toBe(expected)
})
