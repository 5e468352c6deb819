import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import fc from "fast-check"
import { expect, test } from "vitest"
import { RowCounter } from "./row-counter.ts"

/** What comes out of the pieces, and how many rows were counted. */
async function count(
  pieces: Buffer[],
  isCsv: boolean,
  pieceBytes = 64,
): Promise<{ text: string; rows: number }> {
  const counter = new RowCounter({ isCsv, head: "head\r\n", pieceBytes })
  const out: Buffer[] = []
  await pipeline(Readable.from(pieces), counter, async (source) => {
    for await (const piece of source) out.push(piece as Buffer)
  })
  return { text: Buffer.concat(out).toString(), rows: counter.rows }
}

/** Text cut anywhere, in the middle of a character too. */
const cutAnywhere = (text: string, cuts: readonly number[]): Buffer[] => {
  const bytes = Buffer.from(text)
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}

const cell = fc.string({ unit: fc.constantFrom("a", '"', "\n", "\r", ",", "ü", "😀") })
const cuts = fc.array(fc.nat(), { maxLength: 20 })
const asCopyWrites = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

test("rows of CSV end with CR LF, breaks within cells stay as they are, wherever the pieces are cut", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 })), cuts, async (rows, at) => {
      const lines = rows.map((cells) => cells.map(asCopyWrites).join(","))
      const { text, rows: counted } = await count(
        cutAnywhere(lines.map((line) => `${line}\n`).join(""), at),
        true,
      )
      expect(text).toBe(`head\r\n${lines.map((line) => `${line}\r\n`).join("")}`)
      expect(counted).toBe(rows.length)
    }),
  ))

test("lines of JSON are counted and left as they are", () =>
  fc.assert(
    fc.asyncProperty(fc.array(cell), cuts, async (texts, at) => {
      const all = texts.map((text) => `${JSON.stringify({ text })}\n`).join("")
      expect(await count(cutAnywhere(all, at), false)).toEqual({ text: `head\r\n${all}`, rows: texts.length })
    }),
  ))

test("no row leaves the head alone", async () => {
  expect(await count([], true)).toEqual({ text: "head\r\n", rows: 0 })
})
