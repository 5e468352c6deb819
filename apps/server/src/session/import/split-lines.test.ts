import { expect, test } from "vitest"
import { maxRecordBytes } from "./parse-piece.ts"
import { splitLines } from "./split-lines.ts"
import { collect } from "./testing/import-into.ts"

async function* chunksOf(text: string | Buffer, size = 3): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const linesOf = async (text: string | Buffer, size?: number) =>
  (await collect(splitLines(chunksOf(text, size)))).map(({ line, bytes }) => [
    line,
    bytes?.toString() ?? null,
  ])

test("blank lines, carriage returns and a missing end of line do no harm", async () => {
  expect(await linesOf('{"a":1}\r\n\n  \t\r\n{"b":2}\n\n{"c":"é😀"}')).toEqual([
    [1, '{"a":1}\r'],
    [4, '{"b":2}'],
    [6, '{"c":"é😀"}'],
  ])
})

test("a byte order mark is no part of the first record", async () => {
  expect(await linesOf('\ufeff{"a":1}\n{"b":2}')).toEqual([
    [1, '{"a":1}'],
    [2, '{"b":2}'],
  ])
  expect(await linesOf("\ufeff\n\ufeff")).toEqual([[2, "\ufeff"]])
})

test("an empty file has no lines", async () => {
  expect(await linesOf("")).toEqual([])
})

test("a line that is too long is let go, and the next one is read", async () => {
  const long = Buffer.concat([Buffer.alloc(maxRecordBytes + 1, "x"), Buffer.from("\nafter")])
  expect(await linesOf(long, 1 << 20)).toEqual([
    [1, null],
    [2, "after"],
  ])
})
