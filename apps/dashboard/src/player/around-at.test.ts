import { expect, test } from "vitest"
import { aHead } from "../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { aroundAt } from "./around-at.ts"

test("the tab and the colours around the flow are those of the moment", () => {
  const log = {
    head: { ...aHead, isDark: true },
    moves: [
      [10, "visible", 0],
      [20, "dark", 0],
      [30, "visible", 1],
    ] as never,
    missing: [],
  }
  expect([0, 10, 20, 30].map((ms) => aroundAt(log, ms))).toEqual([
    { isVisible: true, isDark: true },
    { isVisible: false, isDark: true },
    { isVisible: false, isDark: false },
    { isVisible: true, isDark: false },
  ])
})
