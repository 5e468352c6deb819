import { sql } from "kysely"
import type { Database, Db } from "../../db/database.ts"
import { describeError } from "../../log/describe-error.ts"
import type { Billing } from "../billing.ts"
import type { BillingSystem } from "../billing-system.ts"
import { untilAborted } from "../until-aborted.ts"
import type { BillingPlace } from "./take-events.ts"
import { writeStates } from "./write-state.ts"

/** A burst of more is taken up by several runs. */
const mostInRun = 1000
/** Well under what billing systems take of one caller in a second. */
const atOnce = 8
/** One that nobody answered for waits for so long. */
const againMinutes = 5

interface Due {
  subscriptionId: string
  askedAt: Date
}

/**
 * Asks the billing system how the subscriptions stand that were heard of, and writes it. No transaction is open meanwhile.
 *
 * The moment at which a question begins, by the clock of the database, is what its answer is as of: whatever changed
 * before it is in the answer. A change is heard of after it happened, and the question that this causes begins later
 * still. So the answer to the latest question is the one that holds, in whatever order events and answers come.
 * @returns how many were written
 */
export async function askForStates(
  { db }: Database,
  billing: Pick<Billing, "limitMs" | "log">,
  system: BillingSystem,
  place: BillingPlace,
): Promise<number> {
  let written = 0
  for (let asked = 0; asked < mostInRun; asked += atOnce) {
    const due = await listDue(db, place)
    const answers = await Promise.all(due.map((each) => askForState(db, billing, system, place, each)))
    written += answers.filter((answer) => answer === "written").length
    // nothing more, or nobody answers and the others would wait as long
    if (due.length < atOnce || answers.includes("failed")) break
  }
  return written
}

async function askForState(
  db: Db,
  { limitMs, log }: Pick<Billing, "limitMs" | "log">,
  system: BillingSystem,
  place: BillingPlace,
  { subscriptionId, askedAt }: Due,
): Promise<"written" | "unknown" | "failed"> {
  const its = db
    .updateTable("billing_subscription")
    .where("workspace_id", "=", place.workspaceId)
    .where("mode", "=", place.mode)
    .where("subscription_id", "=", subscriptionId)
  try {
    const limit = AbortSignal.timeout(limitMs)
    const state = await untilAborted(() => system.subscriptionState(subscriptionId, limit), limit)
    if (state) await writeStates(db, place, system.name, [{ ...state, subscriptionId, asOf: askedAt }])
    await its.set({ asked_at: sql`greatest(asked_at, ${askedAt})`, ask_again_at: null }).execute()
    return state ? "written" : "unknown"
  } catch (error) {
    log.warn(
      { workspace: place.workspaceId, mode: place.mode, error: describeError(error) },
      "a billing system did not say how a subscription stands",
    )
    await its.set({ ask_again_at: sql`clock_timestamp() + make_interval(mins => ${againMinutes})` }).execute()
    return "failed"
  }
}

/**
 * The moment of a question is rounded as the column rounds `heard_at`, so the two keep their order. What is heard of within
 * the millisecond of a question is asked about once more.
 */
const listDue = async (db: Db, { workspaceId, mode }: BillingPlace): Promise<Due[]> =>
  db
    .selectFrom("billing_subscription")
    .select(["subscription_id as subscriptionId", sql<Date>`clock_timestamp()::timestamptz(3)`.as("askedAt")])
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .where(sql<boolean>`heard_at is not null and (asked_at is null or heard_at >= asked_at)`)
    .where(sql<boolean>`(ask_again_at is null or ask_again_at <= clock_timestamp())`)
    .orderBy("heard_at")
    .limit(atOnce)
    .execute()
