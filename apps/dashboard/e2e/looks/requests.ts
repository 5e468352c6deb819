import type { CustomerRequest, RequestsPage, StreamRow } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer } from "./answer.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const at = (hoursAgo: number) => new Date(fixtureNow.getTime() - hoursAgo * 3_600_000).toISOString()

/** A cancellation of the customer of a session, which waits for a person. */
export const aRequest = ({ id, mode }: Pick<StreamRow, "id" | "mode">): CustomerRequest => ({
  id: `01990000-0000-7000-9000-${id.slice(-12)}`,
  sessionId: id,
  mode,
  customer: { id: "cus_1", email: "ada@example.com" },
  subscriptionId: "sub_1",
  action: "cancel",
  terms: { cancelAtPeriodEnd: true },
  state: "asked",
  isForPerson: true,
  requestedAt: at(3),
  nextTryAt: null,
  lastError: null,
  settledAt: null,
  scheduledFor: null,
  reason: null,
  settledBy: null,
  note: null,
  undoUntil: null,
})

const numbered = (number: number, parts: Partial<CustomerRequest>): CustomerRequest => ({
  ...aRequest({ id: `01990000-0000-7000-8000-${String(number).padStart(12, "0")}`, mode: "live" }),
  ...parts,
})

/** What waits, and how much of it, in a scenario. */
export function answerRequests(scenario: Scenario, rest: string): Answer {
  const requests = requestsOf(scenario)
  if (rest === "/waiting") return answer({ waiting: requests.length })
  return answer<RequestsPage>({ requests, next: null })
}

function requestsOf(scenario: Scenario): CustomerRequest[] {
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) =>
      numbered(index + 1, {
        customer: { id: text, email: text },
        subscriptionId: text,
        action: "discount",
        terms: { coupon: text },
        lastError: text,
        note: text,
      }),
    )
  }
  if (scenario !== "full") return []
  return [
    numbered(1, { lastError: "The subscription is managed by a schedule." }),
    numbered(2, { customer: { id: "cus_2", email: null }, sessionId: null, subscriptionId: null }),
  ]
}
