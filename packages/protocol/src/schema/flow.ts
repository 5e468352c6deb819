import { type Static, Type } from "typebox"
import { type FlowAction, flowActions, unrecordedByBrowser, walls } from "../words.ts"
import { DirectCustomer, DirectSubscription } from "./direct.ts"
import * as field from "./field.ts"
import { SessionFacts } from "./session-facts.ts"

/** Schemas of Holdfast's own way in; the words are explained in `flow-api.ts`. */

const optional = Type.Optional

/** The customer as the page knows them; null means the same as leaving it out. */
const direct = {
  customer: optional(Type.Unsafe<DirectCustomer | null>({ ...DirectCustomer, type: ["object", "null"] })),
  subscriptions: optional(
    Type.Unsafe<DirectSubscription[] | null>({
      type: ["array", "null"],
      items: DirectSubscription,
      maxItems: 100,
    }),
  ),
}

const caller = {
  app: Type.String({ minLength: 1, maxLength: field.limits.id, description: "the App ID of the workspace" }),
  token: optional(Type.String({ maxLength: 10_000, description: "a flow token" })),
  customerId: optional(field.id("the merchant's customer id")),
  authHash: optional(field.id("HMAC-SHA256 of the customer id, in hex")),
  subscriptionId: optional(field.id("the subscription's id")),
  // live unless said otherwise; a token carries its own
  mode: optional(field.id("live, test or sandbox")),
  ...direct,
  customerAttributes: optional(field.anyObject("attributes of the customer")),
}
export const FlowCaller = Type.Object(caller)
export type FlowCallerBody = Static<typeof FlowCaller>

const runId = Type.String({
  pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
  description: "a UUID",
})

/** One run of the flow. The browser makes its id, so that a repeated request means the same session. */
const run = {
  run: runId,
  // the browser's clock: only the distance between these two is used
  startedAt: Type.Number({ description: "epoch milliseconds" }),
  sentAt: Type.Number({ description: "epoch milliseconds" }),
}

export const OpenBody = Type.Object({
  ...caller,
  ...run,
  detectedLang: optional(field.id("language of the browser")),
  timeZone: optional(field.id("time zone of the browser, for the region of click to cancel")),
  // the flow's own otherwise
  lang: optional(field.id("language that the page asks for")),
  // the embed's `report: false` and `preview: true`
  report: optional(Type.Boolean({ description: "false records nothing" })),
  // the page's `record: false`, and what the browser asks for; a word that nobody knows is a no as well
  unrecorded: optional(field.id(`why this run is not to be recorded: ${unrecordedByBrowser.join(", ")}`)),
})
export type OpenBody = Static<typeof OpenBody>

export const ReportBody = Type.Object({
  ...caller,
  ...run,
  revision: Type.Integer({ minimum: 1, maximum: 1_000_000, description: "rises with every report" }),
  session: SessionFacts,
})
export type ReportBody = Static<typeof ReportBody>

/** A piece of a recording. What its head and its moves may be, `readChunk` knows. */
export const RecordingBody = Type.Object({
  ...(({ customer: _, subscriptions: __, customerAttributes: ___, ...who }) => who)(caller),
  run: runId,
  index: Type.Unsafe<unknown>({ description: "which piece of the log it is, from 0" }),
  head: optional(Type.Unsafe<unknown>({ description: "what the run was drawn with; with index 0 alone" })),
  moves: Type.Unsafe<unknown>({ description: "what happened: lists that begin with a time and a kind" }),
})
export type RecordingBody = Static<typeof RecordingBody>

export const ActionBody = Type.Object({
  ...caller,
  run: runId,
  action: Type.Enum([...flowActions], { description: "what is asked of the billing" }),
  body: Type.Unsafe<Record<string, unknown>>({ type: "object", maxProperties: 50 }),
})
export type ActionBody = Static<typeof ActionBody>

export const WallBody = Type.Object({
  ...caller,
  wall: Type.Enum([...walls], { description: "which wall the page asks for" }),
  detectedLang: optional(field.id("language of the browser")),
  lang: optional(field.id("language that the page asks for; the browser's where it asks for none")),
})
export type WallBody = Static<typeof WallBody>

/** Bodies of the contract's own paths (2.3, 2.4). */
export const ConfigBody = Type.Object({
  ...direct,
  detectedLang: optional(field.id("language of the browser")),
  lang: optional(field.id("language that the page asks for; the browser's is taken where it asks for none")),
  customAttributes: optional(field.anyObject("attributes of the customer")),
})
export type ConfigBody = Static<typeof ConfigBody>

const requiredText = (description: string) =>
  Type.String({ minLength: 1, maxLength: field.limits.id, description })
const optionalIds = {
  blueprintId: optional(field.id("flow version")),
  offerGuid: optional(field.id("offer")),
}

/** What each action of the contract takes. */
export const actionBodies = {
  discount: Type.Object({ coupon: requiredText("the coupon taken"), ...optionalIds }),
  pause: Type.Object({
    duration: Type.Number({ minimum: 0, maximum: 1000, description: "how long" }),
    interval: Type.Enum(["month", "week"], { description: "unit of the pause" }),
    ...optionalIds,
  }),
  cancel: Type.Object({
    cancelAtPeriodEnd: optional(field.flag("cancel at the end of the period")),
    ...optionalIds,
  }),
  "change-plan": Type.Object({ planId: requiredText("the plan to switch to"), ...optionalIds }),
  "extend-trial": Type.Object({
    days: Type.Number({ minimum: 0, maximum: 3650, description: "days to add" }),
    ...optionalIds,
  }),
  rebate: Type.Object(optionalIds),
  resume: Type.Object({
    byPage: optional(field.flag("the page has resumed it itself; it is only recorded")),
    ...optionalIds,
  }),
} as const

/** What a customer asks of the billing: an action, with the body that this action takes. */
export type BillingAct = {
  [Action in FlowAction]: { action: Action; body: Static<(typeof actionBodies)[Action]> }
}[FlowAction]
