import type { StreamRow } from "@holdfast/protocol/dashboard"
import { row } from "../rows.ts"

const runs = "<script>window.hasRun=true</script><img src=x onerror='window.hasRun=true'>"
const override = "\u202eright to left override\u202d and back"
const stacked = "Z\u0334\u0341\u0311\u0350\u0343\u034a\u0360\u0322\u031b\u0340\u0341".repeat(40)
const family = "👩‍👩‍👧‍👦🏳️‍🌈"

/** Text that customers, and people who mean harm, could send. */
export const hostileTexts = [
  "W".repeat(10_000),
  runs,
  override,
  stacked,
  family.repeat(400),
  "\u0000\u0007\u001b[31mred\u009b0m\ufeff",
  "שלום, לא השתמשתי בזה מספיק. مرحبا بالعالم",
  "javascript:alert(1)",
  "\ud83d lonely half",
  "line\n".repeat(500),
  "test\u200btest\u2028separator\u2029",
  "田中さんにあげて下さい".repeat(50),
]

/** Each hostile text in every place of a row that takes text. */
export function hostileRows(): StreamRow[] {
  return hostileTexts.map((text, index) =>
    row(index + 1, index + 1, {
      customer: { id: text, email: index % 2 === 0 ? text : null },
      flow: { name: text, segmentId: text, blueprintId: text },
      outcome: { kind: "saved", offerType: "CUSTOM", customOfferType: text },
      outcomeLabel: text,
      price: { amountMinor: 2900, currency: text },
      billing: { interval: "MONTH", count: 1 },
      surveyChoice: text,
      followUp: { question: text, response: text },
      feedback: text,
      bouncedBy: { id: text, createdAt: "not a time", outcomeLabel: text },
      subscribedSince: index % 2 === 0 ? text : "2024-01-01T00:00:00Z",
      language: { shown: text, detected: text, translation: "unavailable" },
      overrides: [text, text],
      clickToCancel: { region: text, isMaximal: true },
      recording: { url: index % 2 === 0 ? text : "javascript:window.hasRun=true" },
    }),
  )
}
