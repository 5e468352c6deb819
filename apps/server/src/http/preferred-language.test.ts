import { expect, test } from "vitest"
import { preferredLanguage } from "./preferred-language.ts"

const spoken = ["en", "fr", "de", "es", "ja", "ar"]

test.each([
  ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
  ["da, en-GB;q=0.8, de;q=0.9", "de"],
  ["DE-at", "de"],
  ["es;q=0, ja;q=0.1", "ja"],
  ["en;q=0.5, fr;q=0.5", "en"],
  [",ar-EG", "ar"],
  ["da, sv", null],
  ["*", null],
  ["", null],
  ["fr;q=much", null],
  ["fr;level=1;q=0.2, de; q=0.3", "de"],
  [`${"da,".repeat(50)}fr`, null],
])("%j likes %s best", (header, language) => {
  expect(preferredLanguage(header, spoken)).toBe(language)
})
