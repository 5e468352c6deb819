import { type DegradedReason, type MissingFacts, valueLabel } from "@holdfast/protocol"
import type { SessionPage } from "@holdfast/protocol/dashboard"
import { languageName, languageSentence } from "../analytics/row/language.ts"
import { noRecordingSentence } from "../analytics/row/recording-words.ts"
import type { Fact } from "../parts/fact-list.tsx"
import { durationPhrase } from "../time/duration.ts"
import { regionSourceNames } from "./region-words.ts"

const sources = {
  widget: "Holdfast's widget",
  sdk: "A client SDK",
  import: "Imported from another system",
  demo: "Simulated for this demo",
}

/** Why the customer saw the built-in step in place of the flow. */
const degradedSentences: Record<DegradedReason, string> = {
  unreachable: "The built-in step was shown: Holdfast did not answer in time",
  error: "The built-in step was shown: Holdfast answered with an error, or has no flow",
  unreadable: "The built-in step was shown: what answered was no flow",
  script: "The built-in step was shown: the second script did not load",
  step: "The built-in step was shown: a step of the flow could not be drawn",
  page: "The browser itself asked: the page lets no flow be shown",
}

/** Why the billing system said nothing of the customer. */
const missingSentences: Record<MissingFacts, string> = {
  slow: "Stripe did not answer in time, so the flow opened without plan and price from there",
  failed: "Stripe could not be asked, so the flow opened without plan and price from there",
  "refused-key": "Stripe refused the key, so the flow opened without plan and price from there",
  "rate-limited": "Stripe was asked too much at once, so the flow opened without plan and price from there",
  busy: "Stripe was slow for others at that moment, so the flow opened without asking it",
  "unknown-customer": "Stripe does not know this customer",
  "other-subscription":
    "At Stripe the subscription is none of this customer's, so nothing from there was used",
}

/** In which circumstances a session ran: language, region, handlers, recording, and how it came in. */
export function circumstanceLines({ row, facts, source, flow }: SessionPage): Fact[] {
  const lines: [string, string | null][] = [
    ["Flow", row.flow.name + (flow ? `, version ${flow.version}` : "")],
    ["A/B test", facts.abtestArm ? valueLabel("abtestArm", facts.abtestArm) : null],
    ["Degraded", facts.degraded ? degradedSentences[facts.degraded] : null],
    ["Billing", billingWords(facts)],
    ["Language", row.language && languageSentence(row.language)],
    ["Browser language", facts.detectedLang ? languageName(facts.detectedLang) : null],
    ["Asked for", facts.overriddenLang ? languageName(facts.overriddenLang) : null],
    ["Widget language", facts.uiLang ? languageName(facts.uiLang) : null],
    ["Region", regionWords(facts)],
    ["Cancel Now", cancelNow(row, facts)],
    ["Clicks until the decision", facts.clicks == null ? null : String(facts.clicks)],
    ["Time to cancel", facts.secondsToCancel == null ? null : durationPhrase(facts.secondsToCancel * 1000)],
    ["Overrides", row.overrides.length > 0 ? `Your own code ran: ${row.overrides.join(", ")}` : null],
    ["Recording", recording(row, facts)],
    ["Proof", row.isVerified ? null : "None: the session is unverified (analytics mode)"],
    ["Source", sources[source]],
  ]
  return lines.flatMap(([label, text]): Fact[] => (text === null ? [] : [{ label, text }]))
}

/** Whether the customer is as the billing system described them; null where it was not asked. */
function billingWords({ billingFacts }: SessionPage["facts"]): string | null {
  if (!billingFacts) return null
  if (billingFacts.missing) return missingSentences[billingFacts.missing as MissingFacts]
  return billingFacts.asOf ? "Plan, price and trial are as Stripe said when the flow opened" : null
}

/** Where the customer was, and what told so. */
function regionWords({ region }: SessionPage["facts"]): string | null {
  if (!region) return null
  if (region.source === "unknown") return "Not known"
  const place = region.matchedRegion ?? region.matchedRegionCode ?? (region.source ? "Elsewhere" : null)
  if (place === null || !region.source) return place
  const basis = region.basis && region.source !== "billing-address" ? ` (${region.basis})` : ""
  return `${place}, by ${regionSourceNames[region.source]}${basis}`
}

function cancelNow(row: SessionPage["row"], facts: SessionPage["facts"]): string | null {
  if (row.clickToCancel) {
    return `Used: ${row.clickToCancel.isMaximal ? "Maximal US Compliance" : "Single-Click Compliance"}`
  }
  if (facts.clickToCancelEnabled == null) return null
  return facts.clickToCancelEnabled ? "Shown, not used" : "Not shown"
}

function recording({ recording: made }: SessionPage["row"], facts: SessionPage["facts"]): string {
  if (made.url === null) return noRecordingSentence(made)
  const { recordingStartTime: start, recordingEndTime: end } = facts
  const ms = start && end ? Date.parse(end) - Date.parse(start) : Number.NaN
  return ms >= 0 ? `${durationPhrase(ms)} long` : "Made"
}
