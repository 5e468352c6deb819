import { expect, test } from "vitest"
import { withSection } from "./report-file.ts"

const section = (size: string, words: string) => `## ${size} sessions\n\n${words}\n`

test("a table takes the place of the one of its size; others stay, in their order, under one head", () => {
  const first = withSection("", section("1,000,000", "old"))
  const page = withSection(withSection(first, section("100,000", "small")), section("1,000,000", "new"))
  const [head] = first.split("## 1,000,000")
  expect(page).toBe(`${head}${section("100,000", "small")}\n${section("1,000,000", "new")}`)
})
