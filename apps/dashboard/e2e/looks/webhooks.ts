import type {
  WebhookDeliveriesPage,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEndpoint,
  WebhookEndpoints,
} from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer } from "./answer.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const at = (hoursAgo: number) => new Date(fixtureNow.getTime() - hoursAgo * 3_600_000).toISOString()
const idOf = (number: number) => `01990000-0000-7000-b000-${String(number).padStart(12, "0")}`

const endpoint = (number: number, parts: Partial<WebhookEndpoint>): WebhookEndpoint => ({
  id: idOf(number),
  url: "https://shop.example/holdfast",
  description: "",
  modes: ["live"],
  events: ["session", "session.updated"],
  actions: [],
  state: "on",
  failingSince: null,
  offSince: null,
  lastDeliveredAt: at(0.05),
  deliveredIn7Days: 1312,
  waiting: 0,
  oldSecretEndsAt: null,
  createdAt: at(300),
  ...parts,
})

const delivery = (number: number, parts: Partial<WebhookDelivery>): WebhookDelivery => ({
  id: idOf(100 + number),
  endpointId: idOf(1),
  event: "session",
  mode: "live",
  sessionId: idOf(number),
  sequence: 2,
  state: "delivered",
  tries: 1,
  createdAt: at(number),
  nextTryAt: null,
  deliveredAt: at(number),
  lastStatus: 200,
  lastError: null,
  ...parts,
})

/** The endpoints, their deliveries and one of these, in a scenario. */
export function answerWebhooks(scenario: Scenario, rest: string): Answer {
  if (rest === "") return answer<WebhookEndpoints>({ endpoints: endpointsOf(scenario), allowsPrivate: false })
  const deliveries = deliveriesOf(scenario)
  if (rest.endsWith("/deliveries")) return answer<WebhookDeliveriesPage>({ deliveries, next: null })
  const text = scenario === "hostile" ? hostileTexts.join("\n") : '{"received":true}'
  const tried = { at: at(2), durationMs: 140, status: 500, answer: text, isReplay: false }
  return answer<WebhookDeliveryDetail>({
    ...delivery(2, { state: "failed", tries: 8, lastStatus: 500, lastError: "It answered 500." }),
    payload: JSON.stringify({
      event: "session",
      data: { session: { _id: idOf(2), canceled: true, feedback: text } },
    }),
    triesMade: [
      { ...tried, error: "It answered 500." },
      { ...tried, status: null, answer: "", durationMs: 15_000, error: text, isReplay: true },
    ],
  })
}

function endpointsOf(scenario: Scenario): WebhookEndpoint[] {
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) =>
      endpoint(index + 1, { url: `https://x.example/${text}`, description: text }),
    )
  }
  if (scenario !== "full") return []
  return [
    endpoint(1, {
      description: "Billing server",
      events: ["session", "session.updated", "action.requested", "request.settled", "flow.published"],
      actions: ["cancel", "pause"],
      modes: ["live", "test", "sandbox"],
      oldSecretEndsAt: at(-20),
      waiting: 3,
    }),
    endpoint(2, { failingSince: at(4), url: "https://warehouse.example/in" }),
    endpoint(3, { state: "failed", failingSince: at(130), offSince: at(10), lastDeliveredAt: at(140) }),
    endpoint(4, { state: "off", offSince: at(2), lastDeliveredAt: null }),
  ]
}

function deliveriesOf(scenario: Scenario): WebhookDelivery[] {
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) =>
      delivery(index + 1, { state: "failed", lastStatus: null, lastError: text }),
    )
  }
  return [
    delivery(1, { event: "test", sessionId: null, mode: null }),
    delivery(2, {
      state: "failed",
      tries: 8,
      lastStatus: 500,
      lastError: "It answered 500.",
      deliveredAt: null,
    }),
    delivery(3, { state: "held", tries: 0, lastStatus: null, deliveredAt: null, mode: "test" }),
    delivery(4, {
      ...{ state: "waiting", tries: 2, lastStatus: null, deliveredAt: null, nextTryAt: at(-0.5) },
      lastError: "It did not answer within 15 seconds.",
    }),
  ]
}
