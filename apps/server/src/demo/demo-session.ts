import type { OfferType } from "@holdfast/protocol"
import { type CustomerSnapshot, type SessionFacts, silentAfterMs, uuidv7 } from "@holdfast/protocol"
import type { Blueprint } from "@holdfast/protocol/flow"
import type { Exposure } from "../flow/ab-test/choose-arm.ts"
import { type ReportColumns, reportColumns, type SessionIdentity } from "../session/session-row.ts"
import { analysis } from "./analysis.ts"
import type { Course } from "./course.ts"
import type { Person } from "./people.ts"
import type { Prng } from "./prng.ts"
import { ownOffer, type ShownOffer } from "./shown-offer.ts"
import { type Compliance, effort, hasCancelNow, language, region } from "./surroundings.ts"
import { drawTraits, type Traits } from "./traits.ts"
import { walk } from "./walk.ts"

/** A full row of the session table. */
export type DemoSession = SessionIdentity & ReportColumns & { bounced_by: string | null; sequence: number }

export interface Circumstances {
  workspaceId: string
  person: Person
  /** What the session keeps of them; by it the flow was chosen. */
  customer: CustomerSnapshot
  blueprint: Blueprint
  course: Course
  /** Epoch milliseconds. */
  startsAt: number
  /** The clock, epoch milliseconds: what comes later has not happened. */
  until: number
  compliance: Compliance
  /** The arm of an A/B test that the customer sees; null outside of a test. */
  exposure: Exposure | null
  /** What is not to be left to chance. */
  traits?: Partial<Traits>
  /** Facts that are to be exactly so. */
  facts?: SessionFacts
}

const dayMs = 24 * 60 * 60 * 1000

/** The callback of the embedding page for each way to end. */
const handlers: Readonly<Partial<Record<OfferType, string>>> = {
  DISCOUNT: "handleDiscount",
  PAUSE: "handlePause",
  TRIAL_EXTENSION: "handleTrialExtension",
  PLAN_CHANGE: "handlePlanChange",
  CONTACT: "handleSupportRequest",
  REDIRECT: "handleRedirect",
  REBATE: "handleRebate",
}

/** One run of the flow, from the facts that a browser would have reported to the columns of its row. */
export function demoSession(circumstances: Circumstances, chance: Prng): DemoSession {
  const { workspaceId, person, blueprint, course, startsAt, until, compliance, exposure } = circumstances
  const id = uuidv7(startsAt, chance.bytes(10))
  const { content } = blueprint
  const traits = { ...drawTraits(person, blueprint, chance), ...circumstances.traits }
  const walked = walk(
    {
      person,
      blueprint,
      course,
      startsAt,
      until,
      hasCancelNow: hasCancelNow(person, compliance),
      isAdaptive: traits.isAdaptive,
      isHeldBack: coolingDown(circumstances),
      hasOwnStep: traits.hasOwnStep,
      ownOffer: person.usesSdk ? ownOffer(person, course.reason) : null,
    },
    chance,
  )
  const facts: SessionFacts = {
    customer: circumstances.customer,
    embedVersion: person.usesSdk ? "sdk-react" : "holdfast-widget-1",
    blueprintId: blueprint.id,
    segmentId: blueprint.segmentId,
    discountCooldown: content.discountCooldown,
    pauseCooldown: content.pauseCooldown,
    usedClickToCancel: false,
    ...region(person, compliance),
    ...walked.facts,
  }
  if (exposure) Object.assign(facts, { abtest: exposure.testId, abtestArm: exposure.arm })
  if (!person.usesSdk) {
    facts.provider = person.market.currency === "brl" ? "PADDLE" : "STRIPE"
    Object.assign(facts, language(person, blueprint, traits.asksForLanguage), effort(facts, startsAt))
  } else if (chance.chance(0.3)) facts.provider = "sdk-react"
  if (traits.isManaged) facts.managedFlow = true
  if (traits.isAdaptive) {
    facts.autoOptimizationUsed = true
    facts.autoOptimizationKey = `${person.plan.interval.toLowerCase()}-${person.market.currency}`
  }
  const accepted = facts.acceptedOffer
  if (accepted && traits.isStacked) accepted.stackedOffer = stacked(id)
  if (traits.isOverridden) Object.assign(facts, override(facts))
  Object.assign(facts, circumstances.facts)
  if (facts.feedback && traits.isAnalysed) {
    const question = content.steps.find((step) => step.stepType === "FREEFORM")?.header ?? ""
    Object.assign(
      facts,
      analysis(facts.feedback, course.reason, { id, endsAt: walked.lastAt, question }, chance),
    )
  }

  const settlesAt = walked.lastAt + (walked.isSilent ? silentAfterMs : 0)
  const columns = reportColumns(
    {
      state: {
        revision: walked.reports,
        facts,
        acceptedRevision: facts.acceptedOffer ? walked.reports : null,
        decisionRevision: facts.acceptedOffer || facts.canceled ? walked.reports : null,
      },
      isSilent: walked.isSilent && settlesAt <= until,
      lastReportAt: new Date(walked.lastAt),
    },
    { createdAt: new Date(startsAt), now: new Date(Math.min(settlesAt, until)), settledBefore: null },
  )
  return {
    workspace_id: workspaceId,
    id,
    mode: person.mode,
    created_at: new Date(startsAt),
    source: "demo",
    verified: true,
    client_key: null,
    bounced_by: null,
    sequence: 1,
    ...columns,
  }
}

/** Which offers the blueprint's cooldowns keep back from a customer who took one not long ago. */
const coolingDown =
  ({ person, blueprint, startsAt }: Circumstances) =>
  ({ offerType }: ShownOffer): boolean => {
    const isRecent = (takenAt: number | null, days: number | null) =>
      takenAt !== null && days !== null && startsAt - takenAt < days * dayMs
    if (offerType === "DISCOUNT") return isRecent(person.tookDiscountAt, blueprint.content.discountCooldown)
    return offerType === "PAUSE" && isRecent(person.tookPauseAt, blueprint.content.pauseCooldown)
  }

function override(facts: SessionFacts): SessionFacts {
  if (facts.canceled) return { customActionHandler: "handleCancel" }
  const handler = facts.acceptedOffer?.offerType && handlers[facts.acceptedOffer.offerType]
  return handler ? { customActionHandler: handler } : {}
}

const stacked = (sessionId: string) => ({
  guid: "offer-extra-month",
  offerType: "DISCOUNT",
  couponId: "EXTRA10",
  couponType: "PERCENT",
  couponAmount: 10,
  couponDuration: 1,
  acceptanceId: `acc_${sessionId.slice(-12)}`,
  stackStatus: "APPLIED",
})
