import { expect, test } from "vitest"
import { readPiece } from "./read-piece.ts"

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test.for([
  ['12\x02{"a":"é"},{}\n', 12, '{"a":"é"},{}'],
  ['1\x02{"_id":"x"}\n', 1, '{"_id":"x"}'],
  ["0\x02\n", 0, ""],
] as const)("wherever the chunks break, %j has its number and its bytes", async ([row, entries, json]) => {
  for (let size = 1; size <= Buffer.byteLength(row); size++) {
    const piece = await readPiece(inChunks(row, size))
    expect([piece.entries, Buffer.concat(piece.json).toString()]).toEqual([entries, json])
    expect(piece.json.every(({ length }) => length > 0)).toBe(true)
  }
})
