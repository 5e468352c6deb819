import { expect, test } from "vitest"
import { firstIdAt } from "./first-id-at.ts"
import { newId } from "./new-id.ts"

const noon = Date.UTC(2026, 10, 1, 12)

test("an id lies at or above the first of its millisecond, and below the first of the next", () => {
  const id = newId(new Date(noon))
  expect(firstIdAt(new Date(noon)) <= id).toBe(true)
  expect(id < firstIdAt(new Date(noon + 1))).toBe(true)
  expect(firstIdAt(new Date(noon))).toBe("01a196fb-1600-0000-0000-000000000000")
})

test("times before ids could tell them are before all ids", () => {
  expect(firstIdAt(new Date("0001-01-01T00:00:00.000Z"))).toBe("00000000-0000-0000-0000-000000000000")
  expect(firstIdAt(new Date("9999-12-31T23:59:59.999Z"))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-0000-0000-0{12}$/)
})
