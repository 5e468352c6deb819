import type { DirectSubscription, MissingFacts, Wall } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { describeError } from "../../log/describe-error.ts"
import type { Billing } from "../billing.ts"
import type { FailedPayment } from "../billing-system.ts"
import { inQuestion } from "../subscription-in-question.ts"
import type { Claim } from "../subscription-of.ts"
import { within } from "../within.ts"
import { readOwnPause } from "./own-pause.ts"

/** How a customer stands, as far as a wall is about it. */
export type Standing =
  | { kind: "fine" }
  | { kind: "paused"; until: Date | null }
  | { kind: "unpaid"; since: Date; payUrl: string | null }
  | { kind: "unknown"; why: MissingFacts | "not-connected" }

const fine: Standing = { kind: "fine" }

/** A page goes on without the wall where the billing takes longer. */
const limitMs = 2000

/**
 * Whether one of the walls is to stand before a customer: by the word of the connected billing, else, of a pause, by what
 * Holdfast itself knows was carried out. Where several of their subscriptions are in question the wall needs all of them: who
 * has one that runs is kept out of nothing.
 */
export async function readStanding(
  db: Db,
  billing: Pick<Billing, "askFacts" | "systemOf" | "log" | "now">,
  claim: Claim,
  wall: Wall,
): Promise<Standing> {
  const answer = inQuestion(claim, await billing.askFacts(claim))
  if (answer.kind === "missing") return { kind: "unknown", why: answer.reason }
  if (answer.kind === "notConnected")
    return wall === "pause"
      ? ownStanding(db, claim, billing.now())
      : { kind: "unknown", why: "not-connected" }
  const { subscriptions } = answer.facts
  const isNamed = claim.subscription.proven !== null || claim.subscription.named !== null
  const meant = (isNamed ? subscriptions.slice(0, 1) : subscriptions).filter(
    ({ status }) => status?.name !== "canceled",
  )
  if (meant.length === 0) return fine
  return wall === "pause"
    ? pauseStanding(db, claim, meant, billing.now())
    : paymentStanding(billing, claim, meant)
}

async function ownStanding(db: Db, claim: Claim, now: Date): Promise<Standing> {
  const pause = await readOwnPause(db, claim, now)
  return pause ? { kind: "paused", until: pause.until } : fine
}

/** The billing does not say of every pause when it ends; then it is what Holdfast itself knows. */
async function pauseStanding(
  db: Db,
  claim: Claim,
  meant: readonly DirectSubscription[],
  now: Date,
): Promise<Standing> {
  if (meant.some(({ status }) => status?.name !== "paused")) return fine
  const ends = meant.flatMap(({ status }) => timeOf(status?.end) ?? [])
  const first = ends.toSorted((a, b) => a.getTime() - b.getTime())[0]
  const until = first ?? (await readOwnPause(db, claim, now))?.until ?? null
  return { kind: "paused", until }
}

async function paymentStanding(
  { systemOf, log, now }: Pick<Billing, "systemOf" | "log" | "now">,
  claim: Claim,
  meant: readonly DirectSubscription[],
): Promise<Standing> {
  const failed = await askFailed({ systemOf, log }, claim)
  const open = meant.map((subscription) => openPayment(subscription, failed, now()))
  const [oldest] = open.flatMap((each) => each ?? []).sort((a, b) => a.since.getTime() - b.since.getTime())
  if (!oldest || open.includes(null)) return fine
  return { kind: "unpaid", since: oldest.since, payUrl: oldest.payUrl }
}

/** What is open of a subscription; null where nothing is. Without an invoice it is what its period began with. */
function openPayment(
  { id, status, periodStart, start }: DirectSubscription,
  failed: readonly FailedPayment[],
  now: Date,
): Pick<FailedPayment, "since" | "payUrl"> | null {
  const invoice = failed.find(({ subscriptionId }) => subscriptionId === id)
  if (invoice) return invoice
  if (status?.name !== "unpaid") return null
  return { since: timeOf(periodStart) ?? timeOf(start) ?? now, payUrl: null }
}

/** None where the billing does not say in time: a subscription that is unpaid is so all the same. */
async function askFailed(
  { systemOf, log }: Pick<Billing, "systemOf" | "log">,
  { workspaceId, mode, customerId }: Claim,
): Promise<FailedPayment[]> {
  try {
    const system = await systemOf(workspaceId, mode)
    const answer = system && (await within(limitMs, (signal) => system.failedPayments(customerId, signal)))
    return answer === "late" ? [] : (answer ?? [])
  } catch (error) {
    log.warn({ workspace: workspaceId, error: describeError(error) }, "failed payments were not told")
    return []
  }
}

const timeOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null)
