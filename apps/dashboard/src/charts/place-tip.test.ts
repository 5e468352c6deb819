import { expect, test } from "vitest"
import { placeTip } from "./place-tip.ts"

const frame = { left: 100, top: 200, width: 400, height: 220 }
const tip = { left: 0, top: 0, width: 120, height: 60 }
const aimAt = (left: number, top: number) => ({ left, top, width: 6, height: 6 })

test("a tip stands in the middle above what it tells of", () => {
  expect(placeTip(frame, aimAt(297, 347), tip)).toEqual({ left: 140, top: 79 })
})

test("a tip stays between the sides of the chart", () => {
  expect(placeTip(frame, aimAt(100, 347), tip).left).toBe(0)
  expect(placeTip(frame, aimAt(494, 347), tip).left).toBe(280)
})

test("a tip stands below where it would rise more than its height above the chart", () => {
  expect(placeTip(frame, aimAt(297, 210), tip).top).toBe(-58)
  expect(placeTip(frame, aimAt(297, 200), tip).top).toBe(14)
})
