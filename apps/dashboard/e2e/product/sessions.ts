import { type OfferType, type SessionFacts, saveTypeOf, subscriptionAgeMonths } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import type { Ignored } from "@holdfast/protocol/schema"
import type { Insertable } from "kysely"
import type { SessionRow } from "../../../server/src/db/schema.ts"
import { fullRows, plainRows, row, wideRows } from "../rows.ts"
import { adasFacts } from "./adas-session.ts"

/** A session as the Activity Stream is to show it, and what only its own page and its customer's tell. */
interface Told {
  row: StreamRow
  facts?: SessionFacts
  planId?: string
  ignored?: Ignored[]
  /** Taken before a cancellation. */
  offer?: OfferType
}

/** What a workspace has recorded when a test begins. */
export const recordings = {
  empty: (): Told[] => [],
  /** Every state of a row, all of them live; test and sandbox have one session each. */
  full: (): Told[] =>
    fullRows().flatMap(({ mode, ...each }, place): Told[] => {
      const live: Told = { row: { ...each, mode: "live" } }
      if (mode === "live") return [live]
      const told = { ...live, ...(mode === "sandbox" && { offer: "CONTACT" as const }) }
      return [told, { ...told, row: { ...each, mode, id: row(101 + place, 0).id } }]
    }),
  /** One in progress, one of which everything is told, one that it set aside, and a test of which nothing is told. */
  told: (): Told[] => {
    const [open, winner, bounced] = fullRows() as [StreamRow, StreamRow, StreamRow]
    return [{ row: open }, adasSession(winner), { row: bounced }, { row: untold() }]
  },
  /** 34 that are much alike, an hour apart. */
  many: (): Told[] => plainRows(34).map((each) => ({ row: each })),
  /** As many, and one in progress. */
  busy: (): Told[] => [{ row: inProgress() }, ...recordings.many()],
  /** An answer of its own in each. */
  wide: (): Told[] => wideRows().map((each) => ({ row: each })),
  /** A customer who cancelled, with what that set aside, an earlier plan, and a session in progress. */
  history: (): Told[] => {
    const [, winner, bounced] = fullRows() as [StreamRow, StreamRow, StreamRow]
    const { customer } = winner
    const earlier = row(40, 60 * 24 * 90, {
      customer,
      outcome: { kind: "saved", offerType: "PAUSE", customOfferType: null },
      price: { amountMinor: 1900, currency: "USD" },
      billing: { interval: "MONTH", count: 1 },
    })
    return [
      { row: row(1, 3, { customer, outcome: { kind: "open" } }) },
      { ...adasSession(winner), planId: "price_pro" },
      { row: bounced, planId: "price_pro" },
      { row: earlier, planId: "price_starter" },
    ]
  },
  /** One customer came again and again. */
  crowd: (): Told[] =>
    plainRows(734).map((each) => ({ row: { ...each, customer: { id: "cus_many", email: null } } })),
  /** Each of a customer whose id is hard to put into an address. */
  oddlyNamed: (): Told[] =>
    oddIds.map((id, at) => ({ row: row(at + 1, at + 1, { customer: { id, email: "ada@example.com" } }) })),
}
export type Recording = keyof typeof recordings

export const oddIds = ["a/b?c#d", "..", ".", "~x", "דני 👩‍👩‍👧‍👦", "100%", "<img src=x>", "田中"]

const adasSession = (winner: StreamRow): Told => ({
  row: { ...winner, flow: { name: "Annual teams", segmentId: "seg_1", blueprintId: "bp_2" } },
  facts: adasFacts(winner),
  ignored: [
    { path: "customer.trialEnd", why: "is no time that can be read; ISO 8601 is best" },
    { path: "stepsViewed[3].duration", why: "takes a number; as a text, only a whole one" },
  ],
  offer: "PAUSE",
})

const untold = () =>
  row(6, 60 * 50, {
    mode: "test",
    customer: { id: null, email: null },
    outcome: { kind: "abandoned" },
    isVerified: false,
  })

function inProgress(): StreamRow {
  const customer = { id: "cus_grace", email: "grace.hopper@navy.example" }
  return row(999, 1, { customer, outcome: { kind: "open" } })
}

/** The session as the table keeps it. */
export function tableRow(workspaceId: string, told: Told): Insertable<SessionRow> {
  const { row: shown, facts = {} } = told
  const { customer, outcome, price, billing, followUp, flow } = shown
  const createdAt = new Date(shown.createdAt)
  const since = shown.subscribedSince ? new Date(shown.subscribedSince) : null
  const texts = [
    customer.email,
    customer.id,
    shown.surveyChoice,
    followUp?.question,
    followUp?.response,
    shown.feedback,
  ]
  return {
    workspace_id: workspaceId,
    id: shown.id,
    mode: shown.mode,
    created_at: createdAt,
    updated_at: createdAt,
    outcome: outcome.kind,
    save_type: saveTypeOf(outcome),
    settled_at: outcome.kind === "open" ? null : createdAt,
    bounced_by: shown.bouncedBy?.id ?? null,
    // nobody else may say where a recording is
    source: shown.recording.url === null ? "widget" : "import",
    verified: shown.isVerified,
    client_key: null,
    revision: 1,
    accepted_revision: null,
    decision_state: shown.isAsked ? "asked" : null,
    is_silent: false,
    last_report_at: createdAt,
    customer_id: customer.id,
    customer_email: customer.email,
    subscription_id: facts.customer?.subscriptionId ?? null,
    subscription_start: since,
    age_months: since && subscriptionAgeMonths(since, createdAt),
    plan_id: told.planId ?? planOf(shown),
    plan_price: price?.amountMinor ?? null,
    currency: price?.currency.toLowerCase() ?? null,
    billing_interval: billing?.interval ?? null,
    billing_interval_count: billing?.count ?? null,
    // of whose subscription nothing was told, this was not told either
    on_trial: billing || shown.onTrial ? shown.onTrial : null,
    segment_id: flow.segmentId,
    blueprint_id: flow.blueprintId,
    abtest: null,
    abtest_arm: null,
    offer_type: told.offer ?? (outcome.kind === "saved" ? outcome.offerType : null),
    coupon_id: null,
    pause_duration: null,
    survey_choice_id: facts.surveyChoiceId ?? null,
    survey_choice_value: shown.surveyChoice,
    followup_question: followUp?.question ?? null,
    followup_response: followUp?.response ?? null,
    feedback: shown.feedback,
    used_click_to_cancel: shown.clickToCancel !== null,
    custom_action_handler: shown.overrides.join(",") || null,
    search_text: texts.flatMap((text) => text?.toLowerCase().replaceAll("\n", " ") || []).join("\n"),
    foreign_id: null,
    detail: JSON.stringify({ ...detailOf(shown), ...facts }),
    ...(told.ignored && { ignored: JSON.stringify(told.ignored) }),
  }
}

const planOf = ({ price, billing }: StreamRow) =>
  price && billing
    ? `price_${price.amountMinor}_${price.currency}_${billing.count}_${billing.interval}`.toLowerCase()
    : null

function detailOf({ outcome, language, clickToCancel, recording }: StreamRow): SessionFacts {
  const { kind } = outcome
  const translationType = { automatic: "ai", manual: "manual", default: null, unavailable: null } as const
  return {
    ...(kind === "abandoned" && { aborted: true }),
    ...(kind === "saved" && {
      acceptedOffer: { offerType: outcome.offerType, customOfferType: outcome.customOfferType },
    }),
    ...(language && {
      displayLang: language.shown,
      detectedLang: language.detected,
      translationType: translationType[language.translation],
      langMismatch: language.translation === "unavailable",
    }),
    ...(clickToCancel && {
      region: { matchedRegion: clickToCancel.region, strictFTCCompliance: clickToCancel.isMaximal },
    }),
    ...(recording.url === null
      ? { ...(recording.reason === "call" && { record: false }) }
      : { recording: recording.url }),
  }
}
