import { expect, test } from "vitest"
import { sizeInWords } from "./size-in-words.ts"

test.for([
  [0, "0 bytes"],
  [812, "812 bytes"],
  [1000, "1.0 kB"],
  [4_230_000, "4.2 MB"],
  [7_000_000_000, "7.0 GB"],
  [5e15, "5000.0 TB"],
] as const)("%d are %s", ([bytes, words]) => {
  expect(sizeInWords(bytes)).toBe(words)
})
