import { type RegionHints, regionOf } from "./region-of.ts"

/** Outside the European Union, under the same rule or one like it. */
const alikeInEurope: readonly string[] = ["CH", "GB", "IS", "LI", "NO"]

/**
 * Whether somebody who is recorded has to be told, where they are: in the European Union and the countries of Europe with a rule like
 * its own, and in the states of the United States that know the rule of a single click. A place of which nobody knows where it lies
 * counts as one of them.
 */
export function asksForConsent(hints: RegionHints): boolean {
  const { region, clickToCancelEnabled } = regionOf(hints, { singleClick: true, maximal: false })
  const code = region.matchedRegionCode ?? null
  return clickToCancelEnabled || code === null || alikeInEurope.includes(code)
}
