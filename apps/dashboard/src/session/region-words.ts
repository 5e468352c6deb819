import type { ClickToCancelRule, RegionSource } from "@holdfast/protocol"

/** What told where a customer was, after "by". */
export const regionSourceNames: Readonly<Record<RegionSource, string>> = {
  "billing-address": "the billing address",
  proxy: "the country that the proxy told",
  "time-zone": "the browser's time zone",
  language: "the browser's language",
  unknown: "nothing that was told",
}

export const ruleNames: Readonly<Record<ClickToCancelRule, string>> = {
  "single-click": "Single-Click Compliance",
  maximal: "Maximal US Compliance",
  none: "No rule",
}
