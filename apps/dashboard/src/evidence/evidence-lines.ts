import type { Evidence } from "@holdfast/protocol/dashboard"
import type { Fact } from "../parts/fact-list.tsx"
import { regionSourceNames, ruleNames } from "../session/region-words.ts"
import { exactTime } from "../time/exact-time.ts"
import { flowActionNames } from "./evidence-words.ts"

const at = (time: string | null) => (time === null ? null : exactTime(new Date(time)))

const factsOf = (lines: readonly (readonly [string, string | null])[]): Fact[] =>
  lines.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]))

/** Whose session it is, and when. */
export const sessionLines = ({ session, workspace, flow, language, takenAt }: Evidence): Fact[] =>
  factsOf([
    ["Company", `${workspace.name} (${workspace.appId})`],
    ["Session", session.id],
    ["Mode", session.mode],
    ["Customer", session.customer.email],
    ["Customer ID", session.customer.id],
    ["Subscription", session.customer.subscriptionId],
    ["Proof", session.isVerified ? "The customer is proven" : "None: the session is unverified"],
    ["Opened", at(session.openedAt)],
    ["Outcome", session.outcomeLabel],
    ["Flow", flow && `${flow.name}, version ${flow.version}, published ${at(flow.publishedAt)}`],
    ["Version ID", flow?.blueprintId ?? null],
    ["Language of the buttons", language.buttons],
    ["Language of the texts", language.texts],
    ["Language of the browser", language.browser],
    ["Evidence taken", at(takenAt)],
  ])

/** Where the customer was, which rule held, and what it took to cancel. */
export function ruleLines({ region, cancelNow, cancellation, handlers }: Evidence): Fact[] {
  const place = region && (region.name ?? region.code ?? "Not known")
  const code = region?.code && region.name ? ` (${region.code})` : ""
  return factsOf([
    ["Region", place && `${place}${code}`],
    ["Told by", region?.source ? regionSourceNames[region.source] : null],
    ["What was told", region?.basis ?? null],
    // an older or an imported session says only that Cancel now was there
    [
      "Rule",
      region?.rule ? ruleNames[region.rule] : cancelNow.wasOffered ? "Not told" : "No rule was turned on",
    ],
    [
      "Cancel now",
      cancelNow.wasOffered === null
        ? "Not told"
        : cancelNow.wasOffered
          ? `Offered on every step${cancelNow.wasUsed ? ", and used" : ", not used"}`
          : "Not offered",
    ],
    ["Pressed", at(cancellation?.pressedAt ?? null)],
    ["Clicks to cancel", cancellation?.clicks == null ? null : String(cancellation.clicks)],
    ["Seconds to cancel", cancellation?.seconds == null ? null : String(cancellation.seconds)],
    [
      "Cancellation",
      cancellation && (cancellation.state === "asked" ? "Asked, and not answered yet" : "It stands"),
    ],
    ["Carried out by the page", handlers.length > 0 ? handlers.join(", ") : null],
  ])
}

/** What became of each request to the company's billing. */
export const requestLines = ({ requests }: Evidence): Fact[] =>
  requests.map(({ action, state, requestedAt, settledAt, scheduledFor, reason }) => ({
    label: flowActionNames[action],
    text: [
      `asked ${at(requestedAt)}`,
      state,
      settledAt && `settled ${at(settledAt)}`,
      scheduledFor && `for ${at(scheduledFor)}`,
      reason,
    ]
      .filter(Boolean)
      .join("; "),
  }))
