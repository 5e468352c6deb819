import type { SessionFacts } from "@holdfast/protocol"
import type { TrustedReport } from "./trusted-report.ts"

/** The facts of a report with the A/B test that the server knows of. What the client says of a test is left out. */
export function inTest(
  { abtest: _, abtestArm: __, ...facts }: SessionFacts,
  known: Pick<SessionFacts, "abtest" | "abtestArm">,
): SessionFacts {
  return { ...facts, ...(known.abtest && { abtest: known.abtest, abtestArm: known.abtestArm ?? null }) }
}

/** What a report says, with what came of asking the billing system, whatever a client says of that. */
export function withBillingFacts(
  { billingFacts: _, ...facts }: SessionFacts,
  known: SessionFacts["billingFacts"],
): SessionFacts {
  if (!known) return facts
  return { ...facts, billingFacts: known, ...(known.asOf && { provider: known.provider ?? null }) }
}

/**
 * What a report says, with what the server says of the recording of a run that it decided on; no client says where such a recording is.
 */
export function withRecording(
  { recording: _, recordingStartTime: __, recordingEndTime: ___, ...facts }: SessionFacts,
  known: Pick<SessionFacts, "recording" | "recordingStartTime" | "recordingEndTime">,
): SessionFacts {
  const { recording, recordingStartTime, recordingEndTime } = known
  return { ...facts, ...(recording && { recording, recordingStartTime, recordingEndTime }) }
}

/** The fields of the customer that the billing system said stay as it said them. */
function keepBillingFacts(before: SessionFacts, facts: SessionFacts): SessionFacts {
  const kept = withBillingFacts(facts, before.billingFacts)
  const own = before.billingFacts?.fields?.split(",") ?? []
  if (own.length === 0) return kept
  const said = Object.entries(before.customer ?? {}).filter(([field]) => own.includes(field))
  return { ...kept, customer: { ...kept.customer, ...Object.fromEntries(said) } }
}

/** What the server said of its cooldowns when it opened the session. */
const cooldownFields = [
  "discountCooldown",
  "pauseCooldown",
  "discountCooldownApplied",
  "pauseCooldownApplied",
] as const
/** What it said of the rule of click to cancel. Where it said nothing, a client may. */
const clickToCancelFields = ["clickToCancelEnabled", "strictFTCComplianceEnabled", "region"] as const

/**
 * The facts of a report, in which the server's own facts stay as they were: the flow, the test and the language that it chose, the
 * offers that it held back, the rule of click to cancel that it found, and what the billing system said of the customer. A
 * report that does not describe the customer leaves the customer as they were, too.
 */
export function keepServerFacts(
  before: SessionFacts,
  { facts, describesCustomer = true }: Pick<TrustedReport, "facts" | "describesCustomer">,
): SessionFacts {
  const reported = inTest(keepLanguage(before, facts), before)
  if (!describesCustomer) reported.customer = { ...before.customer, ...facts.customer }
  const kept = keepBillingFacts(before, reported)
  if (before.blueprintId == null) return kept
  kept.blueprintId = before.blueprintId
  kept.segmentId = before.segmentId ?? null
  const fields = [...cooldownFields, ...(before.clickToCancelEnabled == null ? [] : clickToCancelFields)]
  const said = Object.fromEntries(
    fields.flatMap((field) => (before[field] == null ? [] : [[field, before[field]]])),
  )
  return { ...kept, ...said }
}

const languageFields = [
  "lang",
  "displayLang",
  "contentLang",
  "uiLang",
  "detectedLang",
  "overriddenLang",
  "langMismatch",
] as const
const translationFields = ["translationType", "availableTranslations", "untranslatedTexts"] as const

/**
 * How the texts were translated is known here, where the flow was opened: no client says so. A client that shows another
 * language than it was given, such as that of its built-in flow, shows no translation of ours.
 */
function keepLanguage(before: SessionFacts, facts: SessionFacts): SessionFacts {
  const given = before.contentLang
  if (given == null || (facts.contentLang ?? given) !== given) return { ...facts }
  const kept: SessionFacts = { ...facts }
  const take = <Field extends keyof SessionFacts>(field: Field) => {
    if (before[field] != null) kept[field] = before[field]
  }
  for (const field of languageFields) if (kept[field] == null) take(field)
  for (const field of translationFields) take(field)
  return kept
}
