import { text } from "node:stream/consumers"
import { expect, test } from "vitest"
import { jsonArray } from "./json-array.ts"

async function* piecesOf(...pieces: string[][]) {
  yield* pieces
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
      for (;;) yield [String(++made)]
    } finally {
      isOver = true
    }
  }
  const stream = await jsonArray(endless())
  const read: string[] = []
  for await (const piece of stream) {
    read.push(String(piece))
    expect(made - read.length).toBeLessThan(3)
    if (read.length === 20) break
  }
  await expect.poll(() => isOver).toBe(true)
  expect(read.slice(0, 3)).toEqual(["[", "1", ",2"])
})

test("what goes wrong with the first piece is thrown, and what goes wrong later ends the stream", async () => {
  async function* failing(pieces: number) {
    for (let i = 0; i < pieces; i++) yield ["1"]
    throw new Error("the database is away")
  }
  await expect(jsonArray(failing(0))).rejects.toThrow("the database is away")
  await expect(text(await jsonArray(failing(2)))).rejects.toThrow("the database is away")
})
