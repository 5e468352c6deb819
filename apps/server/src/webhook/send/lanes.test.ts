import { expect, test } from "vitest"
import { Lanes } from "./lanes.ts"

/** Takes all the room that an endpoint has. */
function fill(lanes: Lanes, endpoint: string) {
  const ends = []
  while (lanes.roomOf(endpoint) > 0) ends.push(lanes.take(endpoint))
  return ends
}

/** An endpoint that has answered so often. */
function answering(lanes: Lanes, endpoint: string, times: number) {
  for (let i = 0; i < times; i++) lanes.take(endpoint)(true)
}

test("an endpoint begins with one, gets one more with each that arrives, and is back at one when one fails", () => {
  const lanes = new Lanes()
  expect(fill(lanes, "a")).toHaveLength(1)
  answering(lanes, "b", 5)
  expect(fill(lanes, "b")).toHaveLength(6)
  answering(lanes, "c", 100)
  expect(lanes.roomOf("c")).toBe(32)
  const [first, ...others] = fill(lanes, "c")
  first?.(false)
  expect(lanes.roomOf("c")).toBe(0)
  for (const end of others) end(false)
  expect(lanes.roomOf("c")).toBe(1)
})

test("however many endpoints never answer, one that answers has all of its room", () => {
  const lanes = new Lanes()
  answering(lanes, "alive", 40)
  for (let i = 0; i < 500; i++) fill(lanes, `dead ${i}`)
  expect(lanes.roomOf("alive")).toBe(32)
  // what is taken and not sent changes nothing
  lanes.take("alive")(null)
  expect(lanes.roomOf("alive")).toBe(32)
})

test("a slot goes back to where it was taken from, also where the endpoint has changed meanwhile", () => {
  const lanes = new Lanes()
  for (let round = 0; round < 500; round++) {
    const endpoint = `changes ${round}`
    const unproven = lanes.take(endpoint)
    unproven(true)
    for (const end of fill(lanes, endpoint)) end(false)
  }
  // had one of them been kept or given twice, there would be more or less room by now
  const begun = Array.from({ length: 200 }, (_, i) => fill(lanes, `new ${i}`).length)
  expect(begun.reduce((sum, count) => sum + count)).toBe(128)
})

test("what is worth asking the database for is a quarter of the lane or more", () => {
  const lanes = new Lanes()
  answering(lanes, "a", 40)
  const ends = fill(lanes, "a")
  const end = () => ends.pop()?.(true)
  for (let i = 0; i < 7; i++) end()
  expect(lanes.isWorthTaking("a")).toBe(false)
  end()
  expect(lanes.isWorthTaking("a")).toBe(true)
})
