import { expect, test } from "vitest"
import { modulePath } from "./module-path.ts"

test("each run of dark modules is a rectangle", () => {
  const rows = [
    [true, true, false, true],
    [false, false, false, false],
    [false, true, true, true],
  ]
  expect(modulePath(rows)).toBe("M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z")
})
