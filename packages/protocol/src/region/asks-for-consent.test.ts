import { expect, test } from "vitest"
import { asksForConsent } from "./asks-for-consent.ts"
import type { RegionHints } from "./region-of.ts"

const nothing: RegionHints = { addresses: null, proxyCountry: null, timeZone: null, language: null }

test.each<[Partial<RegionHints>, boolean]>([
  [{ proxyCountry: "DE" }, true],
  [{ proxyCountry: "GB" }, true],
  [{ proxyCountry: "CH" }, true],
  [{ proxyCountry: "NO" }, true],
  [{ proxyCountry: "US-CA" }, true],
  [{ proxyCountry: "US" }, true],
  [{ timeZone: "America/Los_Angeles" }, true],
  [{ timeZone: "Europe/London", language: "en-US" }, true],
  [{}, true],
  [{ proxyCountry: "US-TX" }, false],
  [{ timeZone: "America/Chicago" }, false],
  [{ proxyCountry: "JP" }, false],
  [{ addresses: [{ country: "Brazil" }], proxyCountry: "DE" }, true],
  [{ addresses: [{ country: "BR" }], proxyCountry: "DE" }, false],
])("of %o it is %s that somebody who is recorded has to be told", (hints, isAsked) => {
  expect(asksForConsent({ ...nothing, ...hints })).toBe(isAsked)
})
