import type { Region } from "../schema/session-facts.ts"
import type { ClickToCancelRule, RegionSource } from "../words.ts"
import {
  belongsTo,
  europeanUnion,
  otherZonesOfUs,
  singleClickStates,
  statesOfUs,
  zonesAcrossEurope,
  zonesOfSingleClickStates,
} from "./places.ts"

/** What is known of where a customer is. Everything here comes from outside, and may be anything. */
export interface RegionHints {
  /** The customer's addresses, from the page or from the provider. */
  addresses: unknown
  /** What a proxy says, which is trusted: `DE`, or `US-CA` where it knows the state. */
  proxyCountry: string | null
  /** The browser's, such as `Europe/Berlin`. */
  timeZone: string | null
  /** The browser's, such as `de-AT`. */
  language: string | null
}

/** What of click to cancel a workspace has turned on; also `GET` and `PATCH /api/workspaces/:appId/click-to-cancel`. */
export interface ClickToCancel {
  /** European Union, France, Germany, California, New York. */
  singleClick: boolean
  /** All of the United States. */
  maximal: boolean
}

/** Where a customer is, as far as the rules ask for it. */
interface Place {
  name: string | null
  /** `DE`, `US`, `US-CA`, `EU`; null where no country is known. */
  code: string | null
  /** It lies, or may lie, where the rule of a single click holds. */
  mayBeSingleClick: boolean
  mayBeUnitedStates: boolean
}

/** The facts of a session on click to cancel. */
export interface RegionFacts {
  region: Region & { source: RegionSource; rule: ClickToCancelRule }
  /** Cancel now is in sight on every step. */
  clickToCancelEnabled: boolean
  strictFTCComplianceEnabled: boolean
}

/**
 * Where a customer is, which of the hints decided, and which rule holds there: the first of the billing address, the
 * trusted proxy and the browser that can be read. What is uncertain counts as a place where the rule holds: the United
 * States without a state, a time zone that California shares with other states, and a region that nothing tells of.
 */
export function regionOf(hints: RegionHints, { singleClick, maximal }: ClickToCancel): RegionFacts {
  const { source, basis, place } = find(hints)
  const { name, code, mayBeSingleClick, mayBeUnitedStates } = place
  const clickToCancel = singleClick && mayBeSingleClick
  const strictFTCCompliance = maximal && mayBeUnitedStates
  const rule = strictFTCCompliance ? "maximal" : clickToCancel ? "single-click" : "none"
  return {
    region: {
      clickToCancel,
      strictFTCCompliance,
      matchedRegion: name,
      matchedRegionCode: code,
      source,
      basis,
      rule,
    },
    clickToCancelEnabled: rule !== "none",
    strictFTCComplianceEnabled: maximal,
  }
}

interface Found {
  source: RegionSource
  /** What was read, as it was said; null where nothing was. */
  basis: string | null
  place: Place
}

const nowhere: Place = { name: null, code: null, mayBeSingleClick: true, mayBeUnitedStates: true }

function find({ addresses, proxyCountry, timeZone, language }: RegionHints): Found {
  const billed = billedPlace(addresses)
  if (billed) return { source: "billing-address", ...billed }
  const proxied = placeOfCode(proxyCountry)
  if (proxied) return { source: "proxy", basis: proxyCountry, place: proxied }
  const zoned = placeOfZone(timeZone, language)
  if (zoned) return { source: "time-zone", basis: timeZone, place: zoned }
  const spoken = placeOfLanguage(language)
  if (spoken) return { source: "language", basis: language, place: spoken }
  return { source: "unknown", basis: null, place: nowhere }
}

/** Few pages give more, and a list of a million must cost nothing. */
const mostAddresses = 20

/** An address that is said to be for bills goes before others. */
function billedPlace(addresses: unknown): Pick<Found, "basis" | "place"> | null {
  if (!Array.isArray(addresses)) return null
  const known = addresses.slice(0, mostAddresses).flatMap((address: unknown) => {
    if (typeof address !== "object" || address === null) return []
    const said = address as Record<string, unknown>
    const country = readCountry(textOf(said.country) ?? textOf(said.countryCode))
    if (country === null) return []
    const state = readState(textOf(said.state) ?? textOf(said.region) ?? textOf(said.province))
    const place = placeOf(country, state)
    return [{ isForBills: /^bill/i.test(textOf(said.type) ?? ""), basis: place.code, place }]
  })
  return known.find(({ isForBills }) => isForBills) ?? known[0] ?? null
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.length <= 100 && value.trim() !== "" ? value.trim() : null

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" })

/** "Unknown" and "outlying" regions, which are no places, have names as well. */
const isCountry = (code: string) =>
  /^[A-Z]{2}$/.test(code) && !["ZZ", "XA", "XB", "EZ", "UN", "QO"].includes(code) && nameOf(code) !== null
const nameOf = (code: string): string | null => countryNames.of(code) ?? null

/** What a region of a session is called: `Germany` for `DE`, `California` for `US-CA`; the text itself where it is no code. */
export const regionName = (region: string): string => placeOfCode(region)?.name ?? region

/** A country by its code of two or three letters, or by its English name. */
function readCountry(said: string | null): string | null {
  if (said === null) return null
  const word = said.replaceAll(".", "").toUpperCase()
  const code = belongsTo[word] ?? word
  if (isCountry(code)) return code
  if (/^(THE )?(UNITED STATES( OF AMERICA)?|US)$/.test(word)) return "US"
  const [member] =
    Object.entries(europeanUnion).find(
      ([short, { long }]) => word === long || word === nameOf(short)?.toUpperCase(),
    ) ?? []
  return member ?? null
}

/** A state of the United States by its code, by that of ISO 3166-2, or by its name. */
function readState(said: string | null): string | null {
  if (said === null) return null
  const word = said.toUpperCase().replace(/^US-/, "")
  if (Object.hasOwn(statesOfUs, word)) return word
  return Object.entries(statesOfUs).find(([, name]) => name.toUpperCase() === word)?.[0] ?? null
}

function placeOf(country: string, state: string | null): Place {
  if (country === "US") {
    return {
      name: state === null ? nameOf("US") : (statesOfUs[state] ?? null),
      code: state === null ? "US" : `US-${state}`,
      mayBeSingleClick: state === null || singleClickStates.includes(state),
      mayBeUnitedStates: true,
    }
  }
  const mayBeSingleClick = country === "EU" || Object.hasOwn(europeanUnion, country)
  return { name: nameOf(country), code: country, mayBeSingleClick, mayBeUnitedStates: false }
}

/** `DE`, `US-CA`; null for what is no country, such as the `XX` and `T1` of proxies that do not know it. */
function placeOfCode(said: string | null): Place | null {
  const [, first, state] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(said?.trim().toUpperCase() ?? "") ?? []
  if (first === undefined) return null
  const country = belongsTo[first] ?? first
  return isCountry(country) ? placeOf(country, readState(state ?? null)) : null
}

/** Null where the zone is none, or says nothing of a place, as `UTC` does. */
function placeOfZone(zone: string | null, language: string | null): Place | null {
  if (zone === null || !/^[A-Za-z0-9_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){0,2}$/.test(zone)) return null
  const [member] = Object.entries(europeanUnion).find(([, { zones }]) => zones.includes(zone)) ?? []
  if (member !== undefined) return placeOf(member, null)
  if (zonesAcrossEurope.includes(zone)) return placeOf("EU", null)
  if (zonesOfSingleClickStates.includes(zone)) return placeOf("US", null)
  if (otherZonesOfUs.test(zone)) return { ...placeOf("US", null), mayBeSingleClick: false }
  if (!isElsewhere(zone)) return null
  // which country it is, the language tells, where the two agree
  const spoken = countryOf(language)
  const country = spoken !== null && zonesOf(spoken).includes(zone) ? spoken : null
  return {
    name: country && nameOf(country),
    code: country,
    mayBeSingleClick: false,
    mayBeUnitedStates: false,
  }
}

/** A zone of some city in the world. */
function isElsewhere(zone: string): boolean {
  if (!/^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(zone)) {
    return false
  }
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null
  } catch {
    return false
  }
}

/** Newer than the types of the standard library. */
const zonesOf = (country: string): readonly string[] =>
  (new Intl.Locale(`und-${country}`) as { getTimeZones?(): string[] | undefined }).getTimeZones?.() ?? []

/** The country of a language such as `de-AT`; null for one without. */
function countryOf(language: string | null): string | null {
  try {
    const said = language === null ? undefined : new Intl.Locale(language.slice(0, 50)).region
    const country = said === "150" ? "EU" : said && (belongsTo[said] ?? said)
    return country && isCountry(country) ? country : null
  } catch {
    return null
  }
}

function placeOfLanguage(language: string | null): Place | null {
  const country = countryOf(language)
  return country === null ? null : placeOf(country, null)
}
