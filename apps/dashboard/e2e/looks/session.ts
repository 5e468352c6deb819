import type { Neighbour, SessionFacts } from "@holdfast/protocol"
import type { SessionPage, StreamRow } from "@holdfast/protocol/dashboard"
import { fullRows, row } from "../rows.ts"
import { hostileTexts } from "./hostile-rows.ts"
import { aRequest } from "./requests.ts"

const at = (row: StreamRow, seconds: number) =>
  new Date(Date.parse(row.createdAt) + seconds * 1000).toISOString()

const neighbour = ({ id, createdAt, outcome, outcomeLabel, bouncedBy }: StreamRow): Neighbour => ({
  id,
  createdAt,
  outcome,
  outcomeLabel,
  subscriptionId: null,
  bouncedBy: bouncedBy?.id ?? null,
})

const bareRow = () =>
  row(6, 60 * 50, {
    mode: "test",
    customer: { id: null, email: null },
    outcome: { kind: "abandoned" },
    isVerified: false,
    recording: { url: null, reason: "none" },
  })

/** Pages of sessions by what is worth looking at: everything told, next to nothing told, set aside, still open. */
export function sessionPage(kind: "whole" | "bare" | "bounced" | "open"): SessionPage {
  if (kind === "bare") return bare(bareRow())
  const rows = fullRows()
  const [open, winner, bounced] = rows as [StreamRow, StreamRow, StreamRow]
  if (kind === "open") {
    return {
      ...bare(open),
      source: "widget",
      outcomeReason: { kind: "open", lastHeardAt: open.createdAt },
      bounceReason: { kind: "waits" },
    }
  }
  if (kind === "whole") return whole(winner, bounced)
  return {
    ...bare(bounced),
    source: "widget",
    outcomeReason: { kind: "closed", at: at(bounced, 40) },
    bounceReason: { kind: "bounced", by: neighbour(winner), because: "decision" },
    neighbours: [neighbour(bounced), neighbour(winner)],
  }
}

/** Next to nothing is told. */
const bare = (session: StreamRow): SessionPage => ({
  row: session,
  facts: { customer: session.customer },
  ignored: [],
  source: "sdk",
  updatedAt: session.createdAt,
  flow: null,
  timeline: [],
  offers: [],
  outcomeReason: { kind: "undecided" },
  bounceReason: { kind: "nobody" },
  neighbours: [],
  hasMoreNeighbours: false,
  requests: [],
  segmentReason: { kind: "primary" },
})

function whole(winner: StreamRow, bounced: StreamRow): SessionPage {
  const session: StreamRow = {
    ...winner,
    flow: { name: "Annual teams", segmentId: "seg_1", blueprintId: "bp_2" },
  }
  const facts: SessionFacts = {
    customer: {
      ...winner.customer,
      subscriptionId: "sub_1",
      planId: "price_pro_monthly_usd",
      planPrice: 2900,
      currency: "usd",
      billingInterval: "MONTH",
      subscriptionStart: "2024-08-12T00:00:00Z",
      onTrial: true,
      trialEnd: "2026-11-30T00:00:00Z",
      subscriptionDiscount: {
        coupon: { id: "WELCOME15", couponType: "PERCENT", couponAmount: 15, couponDuration: 12 },
      },
      customAttributes: { teamSize: 5, industry: "Education", isNonprofit: true },
    },
    detectedLang: "fr-FR",
    uiLang: "fr",
    surveyId: "step-survey",
    surveyChoiceId: "choice-too-expensive",
    followupQuestion: winner.followUp?.question ?? null,
    followupResponse: winner.followUp?.response ?? null,
    region: { clickToCancel: true, strictFTCCompliance: false, matchedRegion: "California" },
    clickToCancelEnabled: true,
    recordingStartTime: at(winner, 0),
    recordingEndTime: at(winner, 80),
    customStepResults: { satisfaction: { score: 3 } },
    ...{ ourOwnField: "kept" },
  }
  const survey = {
    stepType: "SURVEY",
    customStepType: null,
    guid: "step-survey",
    title: "Why do you want to cancel?",
  } as const
  return {
    row: session,
    facts,
    ignored: [],
    source: "widget",
    updatedAt: at(winner, 95),
    flow: { version: 2, publishedAt: "2026-03-01T09:00:00Z" },
    timeline: [
      { ...survey, start: at(winner, 0), durationMs: 13_400, visit: 1, choices: 7, offers: [] },
      {
        stepType: "OFFER",
        customStepType: null,
        guid: "step-survey:offer:choice-too-expensive",
        title: "Would 20% off help?",
        start: at(winner, 13),
        durationMs: 9000,
        visit: 1,
        choices: null,
        offers: [0],
      },
      { ...survey, start: at(winner, 22), durationMs: 4000, visit: 2, choices: 7, offers: [] },
      {
        stepType: "FREEFORM",
        customStepType: null,
        guid: "step-feedback",
        title: "What could we have done better?",
        start: at(winner, 26),
        durationMs: 61_000,
        visit: 1,
        choices: null,
        offers: [],
      },
      {
        stepType: "CONFIRM",
        customStepType: null,
        guid: "step-confirm",
        title: "Cancel your subscription",
        start: at(winner, 87),
        durationMs: 8000,
        visit: 1,
        choices: null,
        offers: [],
      },
    ],
    offers: [
      {
        guid: "offer-discount",
        terms: {
          offerType: "DISCOUNT",
          percent: 20,
          amountMinor: null,
          currency: null,
          lasts: 3,
          couponId: "STAY20",
        },
        taken: null,
        ending: "declined",
        presentedAt: at(winner, 13),
        endedAt: at(winner, 22),
        raisedBy: { kind: "option", guid: "option-lately", answer: "Only lately" },
        isStacked: false,
        stackStatus: null,
      },
      {
        guid: "offer-pause",
        terms: { offerType: "PAUSE", length: 3, interval: "MONTH", isMost: true },
        taken: { offerType: "PAUSE", length: 2, interval: "MONTH", isMost: false },
        ending: "accepted",
        presentedAt: null,
        endedAt: at(winner, 60),
        raisedBy: null,
        isStacked: false,
        stackStatus: null,
      },
    ],
    outcomeReason: {
      kind: "canceled",
      at: at(winner, 95),
      withCancelNow: true,
      despite: { offerType: "PAUSE", length: 2, interval: "MONTH", isMost: false },
    },
    bounceReason: { kind: "winner", setAside: 1 },
    neighbours: [neighbour(bounced), neighbour(session)],
    hasMoreNeighbours: false,
    requests: [
      {
        ...aRequest(session),
        state: "applied",
        settledAt: at(winner, 3600),
        settledBy: { kind: "person", name: "owner@example.com" },
        note: "Ended in the shop's own billing.",
      },
    ],
    segmentReason: {
      kind: "segment",
      id: "seg_1",
      name: "Annual teams",
      rules: [
        {
          attribute: "BILLING_INTERVAL",
          operand: "INCLUDES",
          value: ["YEAR"],
          type: "STRING",
          actual: "MONTH",
          holds: false,
        },
        { attribute: "teamSize", operand: "GTE", value: ["3"], type: "NUMBER", actual: 5, holds: true },
        { attribute: "PRODUCT_ID", operand: "INCLUDES", value: ["prod_1"], actual: null, holds: null },
      ],
    },
  }
}

/** The same text in every place of the page that takes text. */
export function hostileSession(session: StreamRow, text: string): SessionPage {
  const page = whole(session, session)
  return {
    ...page,
    row: session,
    facts: {
      ...page.facts,
      customer: {
        ...page.facts.customer,
        planId: text,
        currency: text,
        customAttributes: Object.fromEntries(hostileTexts.map((each, index) => [`${index} ${each}`, text])),
      },
      detectedLang: text,
      overriddenLang: text,
      region: { matchedRegion: text },
      followupQuestion: text,
      followupResponse: text,
      abtest: text,
      customStepResults: { [text]: text },
    },
    ignored: [{ path: text, why: text }],
    timeline: page.timeline.map((step) => ({
      ...step,
      stepType: "CUSTOM",
      customStepType: text,
      title: text,
      guid: text,
    })),
    offers: [
      {
        ...page.offers[0],
        terms: { offerType: "REDIRECT", url: text, label: text },
        stackStatus: text,
        raisedBy: { kind: "option", guid: text, answer: text },
      },
      { ...page.offers[1], terms: { offerType: "CUSTOM", name: text } },
    ] as SessionPage["offers"],
    neighbours: [neighbour(session), { ...neighbour(session), id: "other", outcomeLabel: text }],
    bounceReason: { kind: "bounced", by: { ...neighbour(session), id: "other" }, because: "later" },
    requests: [
      {
        ...aRequest(session),
        action: "discount",
        terms: { coupon: text },
        state: "refused",
        reason: text,
        settledBy: { kind: "key", name: text },
      },
    ],
    segmentReason: {
      kind: "segment",
      id: text,
      name: text,
      rules: [{ attribute: text, operand: "INCLUDES", value: [text, text], actual: text, holds: true }],
    },
  }
}
