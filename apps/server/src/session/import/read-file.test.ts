import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { isReadable, readFile, readStream } from "./read-file.ts"
import { collect } from "./testing/import-into.ts"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hf-import-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const signal = new AbortController().signal
const source = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return readFile(path, signal)
}
const itemsOf = (name: string, content: string | Buffer) => collect(source(name, content).items)

const ndjson = '{"_id":"a"}\n\n{"_id":\n{"_id":"c"}\n'
const fromLines = [
  { place: { record: 1, line: 1 }, value: { _id: "a" } },
  {
    place: { record: 2, line: 3 },
    problem: "is not valid JSON: Unexpected end of JSON input",
  },
  { place: { record: 3, line: 4 }, value: { _id: "c" } },
]

test("NDJSON: a broken line says where it is and does not take the others along", async () => {
  expect(await itemsOf("all.ndjson", ndjson)).toEqual(fromLines)
  expect(await itemsOf("all.JSONL", ndjson)).toEqual(fromLines)
})

test("a list: its records by number and line", async () => {
  expect(await itemsOf("all.json", '[{"_id":"a"},\n{"_id":\n},{"_id":"c"}]')).toEqual([
    { place: { record: 1, line: 1 }, value: { _id: "a" } },
    {
      place: { record: 2, line: 2 },
      problem: expect.stringContaining("is not valid JSON: Unexpected token"),
    },
    { place: { record: 3, line: 3 }, value: { _id: "c" } },
  ])
})

test("NDJSON that is called JSON is read as NDJSON, packed, too", async () => {
  expect(await itemsOf("lines.json", ndjson)).toEqual(fromLines)
  expect(await itemsOf("lines.json.gz", gzipSync(ndjson))).toEqual(fromLines)
  expect(await itemsOf("one.json", '{"_id":"a"}')).toEqual(fromLines.slice(0, 1))
  const long = { _id: "a", feedback: "x".repeat(300_000) }
  const both = await itemsOf("long.json", `\n${JSON.stringify(long)}\n{"_id":"b"}`)
  expect(both).toEqual([
    { place: { record: 1, line: 2 }, value: long },
    { place: { record: 2, line: 3 }, value: { _id: "b" } },
  ])
})

test("an object that holds the list is none, on one line or on many", async () => {
  const record = { place: { record: 1, line: 1 }, value: { _id: "a" } }
  expect(await itemsOf("data.json", '{"more":{"x":1},"data":[{"_id":"a"}]}\n')).toEqual([record])
  expect(await itemsOf("pretty.json", '{\n"data": [{"_id":"a"}]\n}\n')).toEqual([
    { ...record, place: { record: 1, line: 2 } },
  ])
})

test.for(["sessions", "records", "results", "hits"])(
  "a list may be called %s, inside another object too",
  async (name) => {
    const list = [{ _id: "a", presentedOffers: [{ guid: "o" }] }]
    const values = [list[0]]
    for (const content of [{ [name]: list }, { total: 1, data: { [name]: list } }]) {
      for (const indent of [0, 2]) {
        const items = await itemsOf("named.json", JSON.stringify(content, null, indent))
        expect(items.map((item) => "value" in item && item.value)).toEqual(values)
      }
    }
  },
)

test.for(["pretty.ndjson", "pretty.json"])(
  "%s: objects over many lines, one behind the other",
  async (name) => {
    const records = [
      { _id: "a", presentedOffers: [{ guid: "}" }] },
      { presentedOffers: [{ guid: "b" }], _id: "b" },
    ]
    const content = records.map((record) => JSON.stringify(record, null, 2)).join("\n")
    expect(await itemsOf(name, content)).toEqual([
      { place: { record: 1, line: 1 }, value: records[0] },
      { place: { record: 2, line: 9 }, value: records[1] },
    ])
  },
)

test.for([
  ["lines that end with carriage returns alone", '{"_id":"a"}\r{"_id":"b"}\r'],
  ["a list under the name of lines", '[{"_id":"a"},{"_id":"b"}]'],
  ["a list that was cut up", '{"_id":"a"},\n{"_id":"b"},\n'],
  ["a text sequence", '\u001e{"_id":"a"}\n\u001e{"_id":"b"}\n'],
] as const)("%s: both records are read", async ([, content]) => {
  const items = await itemsOf("odd.ndjson", content)
  expect(items.map((item) => "value" in item && item.value)).toEqual([{ _id: "a" }, { _id: "b" }])
})

test("what is packed with gzip is unpacked, and what is not is not, whatever it is called", async () => {
  expect(await itemsOf("packed.json", gzipSync(ndjson))).toEqual(fromLines)
  expect(await itemsOf("plain.ndjson.gz", ndjson)).toEqual(fromLines)
  expect(await collect(readStream(Readable.from([gzipSync(ndjson)]), signal).items)).toEqual(fromLines)
})

const utf16 = Buffer.from('{"_id":"a"}', "utf16le")
test.for<[string, Buffer, string]>([
  ["UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "is UTF-16; convert it to UTF-8 first"],
  [
    "UTF-16 the other way round",
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    "is UTF-16;",
  ],
  ["UTF-16 without a mark", utf16, "is UTF-16;"],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), "is UTF-32;"],
  ["UTF-32 without a mark", Buffer.from([0, 0, 0, 0x7b, 0, 0, 0, 0x22]), "is UTF-32;"],
  ["gzip in gzip", gzipSync(gzipSync(ndjson)), "is packed with gzip twice; unpack it once."],
  ["zstd", Buffer.from("28b52ffd0420", "hex"), "is packed with zstd; unpack it first"],
  ["ZIP", Buffer.from("504b03041400", "hex"), "is a ZIP file or a spreadsheet;"],
  ["Parquet", Buffer.from("PAR1"), "is Parquet; write it as NDJSON first."],
  ["a page", Buffer.from("\n<!doctype html>"), "is HTML or XML, not JSON;"],
  ["nothing", Buffer.from(""), "is empty: there is no record in it."],
  ["blank lines", Buffer.from(" \n\n"), "is empty: there is no record in it."],
])("%s is named", async ([, content, sentence]) => {
  const path = join(folder, "foreign.json")
  await expect(itemsOf("foreign.json", content)).rejects.toThrow(`${path} ${sentence}`)
})

test.for(["bom.ndjson", "bom.json"])(
  "%s: a byte order mark and carriage returns do no harm",
  async (name) => {
    const record = { place: { record: 1, line: 1 }, value: { _id: "a" } }
    expect(await itemsOf(name, '\ufeff{"_id":"a"}\r\n\r\n{"_id":"b"}\r\n')).toEqual([
      record,
      { place: { record: 2, line: 3 }, value: { _id: "b" } },
    ])
    const list = await itemsOf("bom-list.json", '\ufeff[\r\n{"_id":"a"},\r\n{"_id":\r\n"b"}\r\n]\r\n')
    expect(list).toEqual([
      { ...record, place: { record: 1, line: 2 } },
      { place: { record: 2, line: 3 }, value: { _id: "b" } },
    ])
  },
)

test("a packed file is unpacked, and progress is that of the file as it lies there", async () => {
  const packed = gzipSync(ndjson)
  const read = source("all.ndjson.gz", packed)
  expect(read.progress()).toEqual({ done: 0, total: packed.length })
  expect(await collect(read.items)).toEqual(fromLines)
  expect(read.progress()).toEqual({ done: packed.length, total: packed.length })
})

test("standard input is a stream of unknown length", async () => {
  const read = readStream(Readable.from([Buffer.from(ndjson)]), signal)
  expect(read.progress()).toBeNull()
  expect(await collect(read.items)).toEqual(fromLines)
})

test("bytes that are no UTF-8 are told", async () => {
  expect(await itemsOf("latin.ndjson", Buffer.from('{"_id":"é"}', "latin1"))).toEqual([
    { place: { record: 1, line: 1 }, problem: "is not valid UTF-8" },
  ])
})

test("a file that is not there, a folder, a packed file that is cut off", async () => {
  const missing = join(folder, "missing.ndjson")
  expect(() => readFile(missing, signal)).toThrow(`There is no file ${missing} to import.`)
  expect(() => readFile(folder, signal)).toThrow(`There is no file ${folder} to import.`)
  await expect(itemsOf("cut.ndjson.gz", gzipSync(ndjson).subarray(0, 20))).rejects.toThrow(
    `${join(folder, "cut.ndjson.gz")} cannot be read: unexpected end of file`,
  )
  await expect(itemsOf("text.json", "hello")).rejects.toThrow(
    `${join(folder, "text.json")} is no list of records in JSON, nor one record to a line.`,
  )
})

test("stopping ends the records without an error", async () => {
  const stop = new AbortController()
  const endless = new Readable({ read: () => {} })
  endless.push('{"_id":"a"}\n')
  const seen: unknown[] = []
  for await (const item of readStream(endless, stop.signal).items) {
    seen.push(item)
    stop.abort()
  }
  expect(seen).toHaveLength(1)
})

test.for([
  ["a.ndjson", true],
  ["a.jsonl.gz", true],
  ["A.JSON", true],
  ["a.csv", false],
  ["a.gz", false],
  ["ndjson", false],
  ["", false],
] as const)("%s can be read: %s", ([name, expected]) => {
  expect(isReadable(name)).toBe(expected)
})

test.each([
  ["lines.ndjson", (records: string[]) => records.join("\n")],
  ["list.json", (records: string[]) => `[${records.join(",\n")}]`],
])("%s is read as its records are asked for, a few pieces ahead of them", async (name, contentOf) => {
  const record = JSON.stringify({ feedback: "x".repeat(1000) })
  const { items, progress } = source(name, contentOf(Array.from({ length: 10_000 }, () => record)))
  let taken = 0
  let ahead = 0
  for await (const item of items) {
    expect("value" in item).toBe(true)
    taken += record.length
    ahead = Math.max(ahead, (progress()?.done ?? 0) - taken)
  }
  expect(taken).toBe(10_000 * record.length)
  // the file has 10 MB, and is read in pieces of 256 KB
  expect(ahead).toBeLessThan(4 * 256 * 1024)
})
