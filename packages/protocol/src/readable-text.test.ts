import { expect, test } from "vitest"
import { readableText } from "./readable-text.ts"

test("text keeps every character a person can see", () => {
  const texts = ["Too expensive", "שלום עולם", "👩‍👩‍👧‍👦 ok", "one\ntwo\tthree", "<b>bold</b>"]
  expect(texts.map(readableText)).toEqual(texts)
})

test("characters that cannot be seen are left out", () => {
  expect(readableText("\u0000he\u0007llo\u009b31m \ufeffworld\r\n")).toBe("hello31m world")
})

test("half a character becomes a replacement character", () => {
  expect(readableText("a\ud83db")).toBe("a\ufffdb")
})

test("text with nothing to read is no text", () => {
  expect([null, undefined, "", "  \n", "\u0000\u0001", "\u200b\u202e"].map(readableText)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})
