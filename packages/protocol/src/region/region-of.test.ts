import { describe, expect, test } from "vitest"
import { europeanUnion, statesOfUs } from "./places.ts"
import { type RegionHints, regionOf } from "./region-of.ts"

const nothing: RegionHints = { addresses: null, proxyCountry: null, timeZone: null, language: null }
const both = { singleClick: true, maximal: true }
const singleClick = { singleClick: true, maximal: false }
const maximal = { singleClick: false, maximal: true }
const found = (hints: Partial<RegionHints>, rules = singleClick) =>
  regionOf({ ...nothing, ...hints }, rules).region
const address = (country: string, state?: string) => ({ addresses: [{ country, state }] })

describe("the European Union", () => {
  test.each(Object.keys(europeanUnion))("%s: by address, by proxy, by language and by each zone", (code) => {
    const { long, zones } = europeanUnion[code] ?? { long: "", zones: [] }
    const name = new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? ""
    const all = [
      found(address(code)),
      found(address(long.toLowerCase())),
      found(address(` ${name} `)),
      found({ proxyCountry: code.toLowerCase() }),
      found({ language: `en-${code}` }),
      ...zones.map((timeZone) => found({ timeZone })),
    ]
    expect(all.length).toBeGreaterThan(5)
    for (const region of all) {
      expect(region).toMatchObject({
        matchedRegion: name,
        matchedRegionCode: code,
        clickToCancel: true,
        rule: "single-click",
      })
    }
  })

  test("has 27 countries, and every zone of theirs that this system knows is in the table", () => {
    expect(Object.keys(europeanUnion)).toHaveLength(27)
    for (const [code, { zones }] of Object.entries(europeanUnion)) {
      const known = (new Intl.Locale(`und-${code}`) as unknown as { getTimeZones(): string[] }).getTimeZones()
      expect([code, known.filter((zone) => !zones.includes(zone))]).toEqual([code, []])
    }
  })

  test.each([
    ["RE", "FR"],
    ["GP", "FR"],
    ["AX", "FI"],
    ["EL", "GR"],
    ["EU", "EU"],
  ])("%s counts as %s", (proxyCountry, matchedRegionCode) => {
    expect(found({ proxyCountry })).toMatchObject({ matchedRegionCode, rule: "single-click" })
  })
})

describe("the United States", () => {
  test.each(Object.entries(statesOfUs))("%s, %s", (state, name) => {
    const isSingleClick = state === "CA" || state === "NY"
    for (const hints of [
      address("US", state),
      address("United States", name.toUpperCase()),
      address("u.s.a.", `us-${state}`),
      { proxyCountry: `US-${state}` },
    ]) {
      const place = { matchedRegion: name, matchedRegionCode: `US-${state}` }
      expect(found(hints)).toMatchObject({ ...place, rule: isSingleClick ? "single-click" : "none" })
      expect(found(hints, maximal)).toMatchObject({ ...place, rule: "maximal" })
      expect(found(hints, both)).toMatchObject({
        clickToCancel: isSingleClick,
        strictFTCCompliance: true,
        rule: "maximal",
      })
    }
  })

  test.each<[string, Partial<RegionHints>]>([
    ["an address without a state", address("US")],
    ["an address whose state cannot be read", address("US", "Calif.")],
    ["a proxy that tells the country alone", { proxyCountry: "US" }],
    [
      "the zone of Los Angeles, which is that of Nevada and Washington too",
      { timeZone: "America/Los_Angeles" },
    ],
    ["the zone of New York, which is that of Florida too", { timeZone: "America/New_York" }],
    ["a zone by its old name", { timeZone: "US/Pacific" }],
    ["a language of the country", { timeZone: "UTC", language: "en-US" }],
    ["a territory", { proxyCountry: "PR" }],
  ])("%s may be California or New York", (_, hints) => {
    expect(found(hints)).toMatchObject({
      matchedRegion: "United States",
      matchedRegionCode: "US",
      rule: "single-click",
    })
  })

  test("every zone that this system knows is in the tables, and all others hold neither of the two states", () => {
    const zones = (new Intl.Locale("und-US") as unknown as { getTimeZones(): string[] }).getTimeZones()
    expect(zones.length).toBeGreaterThan(20)
    for (const timeZone of zones) {
      const isShared = ["America/Los_Angeles", "America/New_York"].includes(timeZone)
      expect([timeZone, found({ timeZone }).rule, found({ timeZone }, maximal).rule]).toEqual([
        timeZone,
        isShared ? "single-click" : "none",
        "maximal",
      ])
    }
  })
})

describe("elsewhere", () => {
  test.each<[string, Partial<RegionHints>, string | null]>([
    ["an address", address("GB"), "United Kingdom"],
    ["a proxy", { proxyCountry: "IL" }, "Israel"],
    ["a zone with its language", { timeZone: "Asia/Tokyo", language: "ja-JP" }, "Japan"],
    ["a zone with the language of another place", { timeZone: "Asia/Tokyo", language: "de-DE" }, null],
    ["a language alone", { language: "en-GB" }, "United Kingdom"],
  ])("by %s, no rule holds", (_, hints, matchedRegion) => {
    expect(found(hints, both)).toMatchObject({ matchedRegion, rule: "none" })
    expect(regionOf({ ...nothing, ...hints }, both).clickToCancelEnabled).toBe(false)
  })
})

describe("what decides", () => {
  const hints = {
    addresses: [{ country: "JP" }, { country: "US", state: "NY", type: "billing" }],
    proxyCountry: "DE",
    timeZone: "Asia/Tokyo",
    language: "fr-FR",
  }
  test("the billing address, then the proxy, then the time zone, then the language", () => {
    const { addresses: _, ...unbilled } = hints
    const { proxyCountry: __, ...direct } = unbilled
    expect(
      [hints, unbilled, direct, { language: "fr-FR" }, {}].map((each) => {
        const { source, basis, matchedRegionCode } = found(each)
        return [source, basis, matchedRegionCode]
      }),
    ).toEqual([
      ["billing-address", "US-NY", "US-NY"],
      ["proxy", "DE", "DE"],
      ["time-zone", "Asia/Tokyo", null],
      ["language", "fr-FR", "FR"],
      ["unknown", null, null],
    ])
  })

  test("a region that nothing tells of counts as one where the rule holds", () => {
    expect([singleClick, maximal, both].map((rules) => found({}, rules).rule)).toEqual([
      "single-click",
      "maximal",
      "maximal",
    ])
  })

  test("without a switch no rule holds anywhere", () => {
    const none = { singleClick: false, maximal: false }
    expect([address("FR"), address("US", "CA"), {}].map((each) => found(each, none).rule)).toEqual([
      "none",
      "none",
      "none",
    ])
  })
})

describe("what cannot be read is passed over", () => {
  test.each([
    "",
    " ",
    "XX",
    "ZZ",
    "T1",
    "A1",
    "O1",
    "QQ",
    "UN",
    "FR, US",
    "FRANCE",
    "FR\r\nx-admin: 1",
    "<b>",
    "F",
    "constructor",
    "__proto__",
    "US-".repeat(10_000),
    "ＦＲ",
  ])("as a proxy's country: %j", (proxyCountry) => {
    expect(found({ proxyCountry })).toMatchObject({ source: "unknown", rule: "single-click" })
  })

  test.each([
    "UTC",
    "Etc/GMT+5",
    "GMT",
    "Mars/Olympus",
    "Europe/Atlantis",
    "Europe/Paris\0",
    "../../etc/passwd",
    "a/".repeat(10_000),
    "hasOwnProperty",
  ])("as a time zone: %j", (timeZone) => {
    expect(found({ timeZone })).toMatchObject({ source: "unknown", matchedRegion: null })
  })

  test.each(["de", "", "not a language", "xx-ZZ", "es-419", "-".repeat(10_000), "en-\0US"])(
    "as a language: %j",
    (language) => {
      expect(found({ language }).source).toBe("unknown")
    },
  )

  test.each<[unknown]>([
    [{}],
    ["US"],
    [[null, 1, "US", [], { country: 5 }, { country: "Atlantis" }, { state: "CA" }]],
    [[{ country: "U".repeat(1_000_000) }]],
    [Array.from({ length: 1000 }, () => ({ country: "" }))],
  ])("as addresses", (addresses) => {
    expect(found({ addresses }).source).toBe("unknown")
  })
})
