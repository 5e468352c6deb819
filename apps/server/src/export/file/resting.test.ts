import { EventEmitter } from "node:events"
import { setImmediate } from "node:timers/promises"
import type pg from "pg"
import { expect, test } from "vitest"
import { Resting, restFor } from "./resting.ts"

test("an export rests after a piece only where somebody asked a moment ago", async () => {
  const pool = new EventEmitter()
  // all that is used of a pool
  const rest = restFor(pool as pg.Pool)
  const isSoon = async () => {
    let isOver = false
    const resting = rest().then(() => {
      isOver = true
    })
    await setImmediate()
    const wasSoon = isOver
    await resting
    return wasSoon
  }
  expect(await isSoon()).toBe(true)
  pool.emit("acquire")
  expect(await isSoon()).toBe(false)
  await expect.poll(isSoon).toBe(true)
})

test("what passes is not changed", async () => {
  const resting = new Resting(async () => {}, 16)
  for (const piece of ["a", "b", "c"]) resting.write(Buffer.from(piece))
  resting.end()
  expect(Buffer.concat(await resting.toArray()).toString()).toBe("abc")
})
