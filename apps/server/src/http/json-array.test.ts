import { text } from "node:stream/consumers"
import { expect, test } from "vitest"
import type { Piece } from "../session/read/read-piece.ts"
import { jsonArray } from "./json-array.ts"

const piece = (...entries: string[]): Piece => ({
  entries: entries.length,
  json: entries.length === 0 ? [] : [Buffer.from(entries.join(","))],
})

async function* piecesOf(...pieces: string[][]) {
  for (const entries of pieces) yield piece(...entries)
}

test.each([
  [[], []],
  [[[]], []],
  [[["1"]], [1]],
  [
    [["1", '"],["'], [], ['{"a":2}'], ["null"]],
    [1, "],[", { a: 2 }, null],
  ],
  [[[], ["1"]], [1]],
])("the pieces %j are one array", async (pieces, expected) => {
  expect(JSON.parse(await text(await jsonArray(piecesOf(...pieces))))).toEqual(expected)
})

test("a piece is made when the one before was taken, and none for a reader that is gone", async () => {
  let made = 0
  let isOver = false
  async function* endless() {
    try {
      for (;;) yield piece(String(++made))
    } finally {
      isOver = true
    }
  }
  const stream = await jsonArray(endless())
  let read = ""
  for await (const bytes of stream) {
    read += bytes
    const entries = read.split(/[[,]/).filter(Boolean).length
    // what the stream itself holds is 64 KB, and these are small
    expect(made - entries).toBeLessThan(30_000)
    if (entries >= 20) break
  }
  await expect.poll(() => isOver).toBe(true)
  expect(read).toMatch(/^\[1,2,3,/)
})

test("what goes wrong with the first piece is thrown, and what goes wrong later ends the stream", async () => {
  async function* failing(pieces: number) {
    for (let i = 0; i < pieces; i++) yield piece("1")
    throw new Error("the database is away")
  }
  await expect(jsonArray(failing(0))).rejects.toThrow("the database is away")
  await expect(text(await jsonArray(failing(2)))).rejects.toThrow("the database is away")
})
