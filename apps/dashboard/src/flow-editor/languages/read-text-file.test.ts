import { expect, test } from "vitest"
import { readTextFile } from "./read-text-file.ts"

const read = (...bytes: number[]) => readTextFile(new Blob([new Uint8Array(bytes)]))

test("a file in UTF-8 or UTF-16 is its text; one in another spelling is none", async () => {
  expect([
    await read(0xc3, 0xa9),
    await read(0xef, 0xbb, 0xbf, 0x61),
    await read(0xff, 0xfe, 0xe9, 0x00),
    await read(0xfe, 0xff, 0x00, 0xe9),
    await read(0xe9, 0x61),
  ]).toEqual(["é", "a", "é", "é", { fault: "The file is no text in UTF-8. Save it as “CSV UTF-8”." }])
})

test("a file that is too large is not read", async () => {
  expect(await readTextFile(new Blob(["x".repeat(5_000_001)]))).toEqual({
    fault: "The file is larger than 5 MB.",
  })
})
