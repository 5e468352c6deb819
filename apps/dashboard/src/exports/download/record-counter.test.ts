import { expect, test } from "vitest"
import { recordCounter } from "./record-counter.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

function count(profile: "machine" | "spreadsheet" | "ndjson", text: string, size = Number.POSITIVE_INFINITY) {
  const counter = recordCounter(profile)
  const all = bytes(text)
  for (let at = 0; at < all.length; at += size) counter.add(all.subarray(at, at + size))
  return counter.rows()
}

test("a CSV has a row for every line after the heading", () => {
  expect(count("machine", "a,b\r\n1,2\r\n3,4\r\n")).toBe(2)
  expect(count("spreadsheet", "\ufeffa;b\r\n")).toBe(0)
  expect(count("machine", "")).toBe(0)
})

test("lines and quotes within a cell are no rows, wherever the bytes are cut", () => {
  const text = 'a,b\n"two\nlines","""\n"\n"","he said ""no""\n\n"\n'
  for (let size = 1; size <= text.length; size += 1) expect(count("machine", text, size)).toBe(2)
})

test("a quote in a line of JSON opens nothing", () => {
  expect(count("ndjson", '{"a":"\\""}\n{"a":"x"}\n')).toBe(2)
})
