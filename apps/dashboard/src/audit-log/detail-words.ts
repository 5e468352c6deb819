import { digits } from "../parts/digits.ts"
import { plainText } from "../parts/plain-text.ts"
import { readableText } from "../parts/readable-text.ts"

/** One thing worth knowing about what was done. */
interface DetailLine {
  /** null where the text says it all. */
  label: string | null
  text: string
}

const labels: Readonly<Record<string, string>> = {
  acceptsUnverified: "Accept unverified sessions",
  requiresFlowToken: "Require flow tokens",
  flowTokenMaxAgeSeconds: "Flow token age in seconds",
  oldFlowTokenUntil: "Flow tokens with hf_ accepted until",
  hasCustomerProfiles: "Customer profiles",
  returnAddresses: "Return addresses of the cancel link",
  singleClickCompliance: "Single-Click Compliance",
  maximalUsCompliance: "Maximal US Compliance",
  recordsRuns: "Record runs",
  recordingKeepHours: "Hours for which recordings are kept",
  recordingNotice: "Tell customers that they are recorded",
  membersWatch: "Members may watch recordings",
  viewersWatch: "Viewers may watch recordings",
  sha256: "SHA-256",
}

/** What an entry says beside who did what: what changed first, before and after, then the rest. */
export function detailWords(detail: Readonly<Record<string, unknown>>): DetailLine[] {
  const { before, after, ...others } = detail
  const hasChange = "before" in detail && "after" in detail
  const rest = hasChange ? others : detail
  return [
    ...(hasChange ? changeWords(before, after) : []),
    ...Object.entries(rest).map(([name, value]) => ({ label: labelOf(name), text: textOf(value) })),
  ]
}

function changeWords(before: unknown, after: unknown): DetailLine[] {
  if (!isRecord(before) || !isRecord(after))
    return [{ label: null, text: `${textOf(before)} → ${textOf(after)}` }]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.map((name) => ({
    label: labelOf(name),
    text: `${textOf(before[name])} → ${textOf(after[name])}`,
  }))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function textOf(value: unknown): string {
  if (typeof value === "number") return digits.format(value)
  const text = Array.isArray(value) ? value.map(plainText).join(", ") : plainText(value)
  return readableText(text) ?? "(unreadable)"
}

/** `flowTokenMaxAge` as `Flow token max age`. */
function labelOf(name: string): string {
  const known = Object.hasOwn(labels, name) ? labels[name] : undefined
  const words = (readableText(name) ?? "(unreadable)").replace(
    /([a-z])([A-Z])/g,
    (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
  )
  return known ?? words.charAt(0).toUpperCase() + words.slice(1)
}
