import { expect, test } from "vitest"
import { readRange } from "./byte-range.ts"

test.for([
  ["bytes=0-0", { first: 0, last: 0 }],
  ["bytes=0-", { first: 0, last: 99 }],
  ["bytes=40-59", { first: 40, last: 59 }],
  ["bytes=40-400", { first: 40, last: 99 }],
  ["bytes=-10", { first: 90, last: 99 }],
  ["bytes=-400", { first: 0, last: 99 }],
  ["Bytes = 1-2", "whole"],
  [" bytes=1-2 ", { first: 1, last: 2 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  // several, other units and nonsense are answered with the whole
  ["bytes=0-1,5-6", "whole"],
  ["items=0-1", "whole"],
  ["bytes=9-3", "whole"],
  ["bytes=-", "whole"],
  ["bytes=99999999999999999999-", "whole"],
  [undefined, "whole"],
] as const)("of a hundred bytes %s is %o", ([header, range]) => {
  expect(readRange(header, 100)).toEqual(range)
})

test("an empty file has no range", () => {
  expect(readRange("bytes=0-", 0)).toBe("unsatisfiable")
  expect(readRange("bytes=-1", 0)).toBe("unsatisfiable")
})
