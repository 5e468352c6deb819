import type { FlowAction } from "@holdfast/protocol"
import type {
  DeliveredEvent,
  DeliveryState,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  WebhookTry,
} from "@holdfast/protocol/dashboard"
import { Problem } from "../api/problem.ts"
import { dayOf } from "../time/day.ts"
import { clockTime, shortDayAndTime } from "../time/exact-time.ts"

/** What each event is called beside its name on the wire. */
export const eventLabels: Readonly<Record<DeliveredEvent, string>> = {
  session: "Session completed",
  "session.updated": "Completed session changed",
  "action.requested": "Action requested",
  "request.settled": "Request settled",
  "flow.published": "Flow published",
  alert: "Alert",
  test: "Test event",
}

/** When each of them is sent. */
export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  session: "A customer completed the flow, or left it.",
  "session.updated": "A completed session changed afterwards.",
  "action.requested": "Your server carries out what a customer asked for, and answers what became of it.",
  "request.settled": "It is known what became of a request.",
  "flow.published": "A version of a flow went live.",
  alert: "An alert began, or is over.",
}

export const actionLabels: Readonly<Record<FlowAction, string>> = {
  discount: "Discount",
  pause: "Pause",
  cancel: "Cancellation",
  "change-plan": "Plan change",
  "extend-trial": "Trial extension",
  rebate: "Rebate",
  resume: "End of a pause",
}

/** `good` arrives, `bad` does not, `off` is not sent, `new` has had nothing to send yet. */
type Health = "good" | "bad" | "off" | "new"

/** `14:02` of today, else with its day. */
const since = (text: string, now: Date): string => {
  const at = new Date(text)
  return dayOf(at) === dayOf(now) ? clockTime(at) : shortDayAndTime(at)
}

/** How an endpoint does, in a few words. */
export function healthWords(
  { state, failingSince, offSince, lastDeliveredAt }: WebhookEndpoint,
  now: Date,
): { health: Health; words: string } {
  const off = offSince === null ? "" : ` ${since(offSince, now)}`
  if (state === "off") return { health: "off", words: `Turned off${off}` }
  if (state === "failed") {
    const from = failingSince === null ? "" : ` since ${since(failingSince, now)}`
    return { health: "bad", words: `Switched off${off}, after five days of failure${from}` }
  }
  if (failingSince !== null) return { health: "bad", words: `Failing since ${since(failingSince, now)}` }
  return lastDeliveredAt === null
    ? { health: "new", words: "Nothing delivered yet" }
    : { health: "good", words: "Working" }
}

export const stateLabels: Readonly<Record<DeliveryState, string>> = {
  waiting: "On their way",
  delivered: "Delivered",
  failed: "Failed",
  held: "Held",
}

/** How a delivery stands. */
export function standingWords({ state, tries }: Pick<WebhookDelivery, "state" | "tries">): string {
  switch (state) {
    case "waiting":
      return tries === 0 ? "On its way" : "Tried again"
    case "delivered":
      return "Delivered"
    case "failed":
      return "Failed"
    case "held":
      return "Held: the endpoint was off"
  }
}

export const triesWords = (tries: number): string =>
  tries === 0 ? "not sent yet" : tries === 1 ? "1 try" : `${tries} tries`

/** What came back of a try, such as "answered 200 in 35 ms". */
export function tryWords({ status, durationMs }: Pick<WebhookTry, "status" | "durationMs">): string {
  const took = durationMs < 1000 ? `${durationMs} ms` : `${(durationMs / 1000).toFixed(1)} s`
  return status === null ? `no answer in ${took}` : `answered ${status} in ${took}`
}

/** A body as people read it; as it came where it is no JSON. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export type EndpointField = "url" | "description" | "modes" | "events" | "actions"

const fieldNames: Readonly<Record<EndpointField, string>> = {
  url: "The address",
  description: "The description",
  modes: "The list of modes",
  events: "The list of events",
  actions: "The list of actions",
}

/** At which field of the form a refusal belongs, and the sentence for it; null where it is of none. */
export function faultAtField(error: Error | null): { field: EndpointField; words: string } | null {
  if (!(error instanceof Problem) || error.kind !== "refused") return null
  const [, name = "", rest = ""] = /^([a-z]+)(?:\[\d+\])? (.+)$/s.exec(error.message) ?? []
  const field = (Object.keys(fieldNames) as EndpointField[]).find((each) => each === name)
  return field ? { field, words: `${fieldNames[field]} ${rest}` } : null
}
