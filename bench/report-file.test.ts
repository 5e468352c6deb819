import { expect, test } from "vitest"
import { withSection } from "./report-file.ts"

const section = (title: string, words: string) => `## ${title}\n\n${words}\n`
const pageOf = (...sections: string[]) => ["# Benchmarks\n\nWords.\n", ...sections].join("\n")
const bounds = section("How the bounds were chosen", "Twice what was seen.")
const flows = section("20,000 sessions: flows", "by hand")
const [small, large] = [section("100,000 sessions", "small"), section("1,000,000 sessions", "large")]

test("a table takes the place of the one of its title; the words and all other tables stay", () => {
  expect(withSection(pageOf(bounds, flows, small, large), section("100,000 sessions", "new"))).toBe(
    pageOf(bounds, flows, section("100,000 sessions", "new"), large),
  )
})

test("a table of a size that the page does not have stands between the smaller and the larger", () => {
  expect(withSection(pageOf(bounds, flows, large), small)).toBe(pageOf(bounds, flows, small, large))
})

test("a table of all groups stands before the one of some of its size", () => {
  const some = section("1,000,000 sessions: recordings", "by hand")
  expect(withSection(pageOf(bounds, some), large)).toBe(pageOf(bounds, large, some))
})
