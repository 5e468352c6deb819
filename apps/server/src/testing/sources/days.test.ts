import { expect, test } from "vitest"
import { readSources } from "./read-sources.ts"

/** How Canada, Sweden and others write a day differs from browser to browser: whoever takes it for `YYYY-MM-DD` stops there. */
const spelledByLocale =
  /DateTimeFormat\(\s*"(?:en-CA|fr-CA|sv-SE|lt-LT)"|toLocale\w*String\(\s*"(?:en-CA|fr-CA|sv-SE|lt-LT)"/

test("no day for a program is taken from a locale's spelling: `dayIn` of the protocol puts it together", () => {
  // tests run in the project's own Node alone
  const sources = readSources().filter(({ isTest }) => !isTest)
  expect(sources.length).toBeGreaterThan(1000)
  expect(sources.filter(({ text }) => spelledByLocale.test(text)).map(({ path }) => path)).toEqual([])
})
