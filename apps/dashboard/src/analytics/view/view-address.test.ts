import { expect, test } from "vitest"
import { readViewAddress, writeViewAddress } from "./view-address.ts"

test("an address is kept without the workspace, and the same however it was put together", () => {
  const address = "mode=test&q=a%26b+c&range=7d"
  expect([
    writeViewAddress({ workspace: "app_1", range: "7d", mode: "test", q: "a&b c" }),
    writeViewAddress({ mode: "test", q: "a&b c", range: "7d", from: undefined }),
  ]).toEqual([address, address])
  expect(writeViewAddress({ workspace: "app_1" })).toBe("")
})

test("a view is applied in the workspace that the reader is in", () => {
  expect([
    readViewAddress("mode=test&q=a%26b+c", undefined),
    readViewAddress("mode=test", "app_2"),
    readViewAddress("", "app_2"),
  ]).toEqual([{ mode: "test", q: "a&b c" }, { mode: "test", workspace: "app_2" }, { workspace: "app_2" }])
})
