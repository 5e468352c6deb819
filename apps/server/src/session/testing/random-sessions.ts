import type { BillingInterval, FlowArm, Mode, OfferType, SessionFacts } from "@holdfast/protocol"
import { newId } from "../../db/new-id.ts"
import type { Prng } from "../../demo/prng.ts"
import { reportColumns } from "../session-row.ts"
import type { Stored } from "./naive-sessions.ts"

/** Values that occur, a few of each, so that filters meet them. */
export const vocabulary = {
  modes: ["live", "live", "live", "test"] as Mode[],
  offerTypes: [null, null, "DISCOUNT", "PAUSE", "CUSTOM"] as (OfferType | null)[],
  responses: [
    null,
    "Too expensive",
    "Zu teuer",
    "100 % 'sicher'",
    "under_score",
    "back\\slash",
    "null",
    "\\null",
    "😀",
    "l".repeat(3000),
  ],
  segments: [null, "vip", "annual"],
  plans: [null, "price_1", "price_2", "price,3", "null"],
  intervals: [null, "MONTH", "YEAR"] as (BillingInterval | null)[],
  coupons: [null, "SAVE30"],
  currencies: [null, "usd", "EUR"],
  tests: [null, null, "test-1", "null"],
  arms: [null, "control", "variant"] as (FlowArm | null)[],
  blueprints: [null, "flow-1", "flow-2", "\\null"],
  choices: [null, null, "choice-1", "choice-2"],
  offers: [
    ...["offer-1", "offer-2", null].map((guid) => ({ guid, offerType: "DISCOUNT" as OfferType })),
    { guid: "offer-1", offerType: "PAUSE" as OfferType },
  ],
  languages: [null, "fr", "de"],
  recordings: [null, null, "available", "privacy"] as const,
  regions: [
    null,
    { matchedRegionCode: "US-CA", rule: "single-click" as const },
    { matchedRegion: "Bavaria", rule: "none" as const },
  ],
  prices: [null, 0, 2900, 49_900.5, 1e12, 1e15],
  followups: [
    null,
    { question: "How much would be right?", response: "ten\r\nor less" },
    { question: "Why?", response: null },
    { question: null, response: "null" },
  ],
  feedback: [
    null,
    "I like it, I just cannot afford it",
    "ÄRGER mit der Rechnung",
    "%_%",
    "a\nb",
    "مرحبا",
    "C\u2019est \u00abs\u00fbr\u00bb, a\u2014b",
    'c\'est "su\u0302r" a\u2011b\u200b',
  ],
}

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs

/** When random sessions begin: epoch milliseconds. */
export interface RandomTimes {
  from: number
  to: number
  /** Many begin within a few hours of this. */
  crowdedAt?: number
}

/** A session as it would be stored; many share a time to the millisecond. */
export function randomSession(chance: Prng, workspaceId: string, times: RandomTimes): Stored {
  const createdAt = new Date(randomTime(chance, times))
  const offerType = chance.pick(vocabulary.offerTypes)
  const customer = chance.between(1, 50)
  const followup = chance.pick(vocabulary.followups)
  const isOnTrial = chance.pick([null, true, false])
  const facts: SessionFacts = {
    canceled: chance.chance(0.4),
    ...(chance.chance(0.9) && { aborted: true }),
    segmentId: chance.pick(vocabulary.segments),
    surveyChoiceId: chance.pick(vocabulary.choices),
    surveyChoiceValue: chance.pick(vocabulary.responses),
    presentedOffers: Array.from({ length: chance.between(0, 3) }, () => ({
      ...chance.pick(vocabulary.offers),
      ...(chance.chance(0.3) && { accepted: true }),
      ...(chance.chance(0.4) && { declinedAt: createdAt.toISOString() }),
    })),
    ...(chance.chance(0.5) && { stepsViewed: [{ stepType: "SURVEY" as const }, ...looks(chance)] }),
    lang: chance.pick(vocabulary.languages),
    displayLang: chance.pick(vocabulary.languages),
    region: chance.pick(vocabulary.regions),
    usedClickToCancel: chance.pick([null, true, false]),
    ...(chance.chance(0.5) && { clicks: chance.between(1, 9), secondsToCancel: chance.between(1, 400) / 4 }),
    ...{ abtest: chance.pick(vocabulary.tests), abtestArm: chance.pick(vocabulary.arms) },
    blueprintId: chance.pick(vocabulary.blueprints),
    recording: chance.pick([null, null, "", "https://recordings.example/1"]),
    ...(chance.chance(0.2) && { record: chance.chance(0.5) }),
    followupQuestion: followup?.question ?? null,
    followupResponse: followup?.response ?? null,
    feedback: chance.pick(vocabulary.feedback),
    ...(offerType && {
      acceptedOffer: {
        offerType,
        couponId: chance.pick(vocabulary.coupons),
        pauseDuration: offerType === "PAUSE" ? chance.between(1, 3) : null,
      },
    }),
    customer: {
      id: `cus_${customer}`,
      email: chance.chance(0.7) ? `Person${customer}@Example.com` : null,
      planId: chance.pick(vocabulary.plans),
      currency: chance.pick(vocabulary.currencies),
      planPrice: chance.pick(vocabulary.prices),
      itemQuantity: chance.pick([null, 0, 1, 3]),
      billingIntervalCount: chance.pick([null, 1, 3]),
      billingInterval: chance.pick(vocabulary.intervals),
      onTrial: isOnTrial,
      subscriptionStart: chance.chance(0.8)
        ? new Date(createdAt.getTime() - chance.between(0, 1200) * dayMs).toISOString()
        : null,
    },
  }
  const columns = reportColumns(
    {
      state: { facts, revision: 1, acceptedRevision: null, decisionRevision: null },
      isSilent: false,
      lastReportAt: createdAt,
    },
    { createdAt, now: createdAt, settledBefore: null },
  )
  const id = newId(createdAt)
  // what another server called it: any text, one that looks like an id of ours too
  const foreignId = chance.pick([`theirs-${id}`, id.toUpperCase()])
  return {
    workspace_id: workspaceId,
    id,
    foreign_id: chance.chance(0.2) ? foreignId : null,
    mode: chance.pick(vocabulary.modes),
    created_at: createdAt,
    source: chance.pick(["sdk", "import"]),
    recording_state: chance.pick(vocabulary.recordings),
    verified: chance.chance(0.9),
    client_key: null,
    bounced_by: columns.outcome !== "open" && chance.chance(0.1) ? newId(createdAt) : null,
    ...columns,
  }
}

/** At offers: none, one, or two; of the first a client may have told no length. */
function looks(chance: Prng): { stepType: "OFFER"; duration?: number }[] {
  const duration = chance.pick([0, 2999, 3000, 9999, 10_000, 29_999, 30_000, 200_000])
  const all = [{ stepType: "OFFER" as const }, { stepType: "OFFER" as const, duration }]
  return chance.pick([[], all.slice(0, 1), all.slice(1), all])
}

function randomTime(chance: Prng, { from, to, crowdedAt }: RandomTimes): number {
  if (crowdedAt !== undefined && chance.chance(0.2)) return crowdedAt + chance.between(-12, 12) * (hourMs / 4)
  const hours = Math.floor((to - from) / hourMs)
  return from + chance.between(0, hours - 1) * hourMs + chance.between(0, 2)
}
