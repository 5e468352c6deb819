import fc from "fast-check"
import { expect, test } from "vitest"
import { splitList } from "./split-list.ts"
import { collect } from "./testing/import-into.ts"

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const entriesOf = async (text: string, size = 4) =>
  (await collect(splitList(chunksOf(text, size)))).map(({ line, bytes }) => [line, bytes?.toString()])

test("whatever the entries are and wherever the chunks break, they are those of JSON.parse", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 2),
      fc.boolean(),
      async (list, size, indent, isWrapped) => {
        const whole = isWrapped ? { more: { data: [["[", "]"]] }, data: list, end: "]}[" } : list
        const pieces = await collect(splitList(chunksOf(JSON.stringify(whole, null, indent), size)))
        const values = pieces.map(({ bytes }) => JSON.parse(String(bytes)))
        expect(values).toEqual(JSON.parse(JSON.stringify(list)))
      },
    ),
  )
})

test("entries know the line that they begin on", async () => {
  expect(await entriesOf('\ufeff[\n{"a":\n1},\n\n{"b":"\\"]"}\n]\n')).toEqual([
    [2, '{"a":\n1}'],
    [5, '{"b":"\\"]"}\n'],
  ])
})

test("a broken entry does not take the ones behind it along", async () => {
  expect(await entriesOf('[{"a":tru},nonsense,{"b":1},]')).toEqual([
    [1, '{"a":tru}'],
    [1, "nonsense"],
    [1, '{"b":1}'],
  ])
})

test.for([
  ["", "is no list of records in JSON, nor one record to a line."],
  ['"text"', "is no list of records in JSON, nor one record to a line."],
  ['{"_id":"a"}\n{"_id":"b"}', "is no list of records in JSON, nor one record to a line."],
  ['{"theirs":{"data":[1]}}', "is no list of records in JSON, nor one record to a line."],
  ["[1]\n[2]", "goes on after its list, on line 2."],
  ['[{"a":1},\n', "ends on line 2, before its list of records does; what came before was read."],
  ['[{"a":1},\n{"b":', "ends on line 2, before its list of records does; what came before was read."],
] as const)("%j: %s", async ([text, sentence]) => {
  await expect(entriesOf(text)).rejects.toThrow(sentence)
})

test("what came before the end of a file that is cut off is read", async () => {
  const seen: string[] = []
  const reading = (async () => {
    for await (const { bytes } of splitList(chunksOf('[{"a":1},{"b"', 5))) seen.push(String(bytes))
  })()
  await expect(reading).rejects.toThrow("ends on line 1")
  expect(seen).toEqual(['{"a":1}', '{"b"'])
})
