import Stripe from "stripe"
import type { BillingEvent } from "../../billing-system.ts"
import { untilAborted } from "../../until-aborted.ts"
import { keptTypes, toBillingEvent } from "./to-billing-event.ts"

/** What was read of the events list, from the oldest on. */
export interface EventsRead {
  events: BillingEvent[]
  /** Where the next reading begins. */
  cursor: string
  hasMore: boolean
}

const pageSize = 100
const daySeconds = 24 * 3600
/** Stripe keeps its events for so long; a little less, so that the oldest does not go while it is read. */
const keptDays = 29

/**
 * The next events after a cursor, at most a page of them. Stripe lists the newest first and can begin right after an event:
 * so the cursor is the id of the newest event that was read, or, where there was none yet, the second from which on.
 * After more than 30 days the event of a cursor is gone: all that Stripe still has is read then.
 * @param cursor null: from now on
 */
export async function eventsSince(
  stripe: Stripe,
  cursor: string | null,
  signal: AbortSignal,
  now: Date,
): Promise<EventsRead> {
  if (cursor === null) return { events: [], cursor: secondOf(now), hasMore: false }
  const since = /^since:(\d+)$/.exec(cursor)
  if (since) return fromOldest(stripe, Number(since[1]), cursor, signal)
  try {
    const page = await list(stripe, { ending_before: cursor }, signal)
    return readPage(page.data, page.has_more, cursor)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.code !== "resource_missing")
      throw error
    const oldest = Math.floor(now.getTime() / 1000) - keptDays * daySeconds
    return fromOldest(stripe, oldest, `since:${oldest}`, signal)
  }
}

const secondOf = (time: Date) => `since:${Math.floor(time.getTime() / 1000)}`

/** The oldest page of what happened from a second on, which is at the end of the list. One page is held at a time. */
async function fromOldest(
  stripe: Stripe,
  second: number,
  cursor: string,
  signal: AbortSignal,
): Promise<EventsRead> {
  const created = { gte: second }
  let page = await list(stripe, { created }, signal)
  let hasNewer = false
  for (let last = page.data.at(-1); page.has_more && last; last = page.data.at(-1)) {
    const older = await list(stripe, { created, starting_after: last.id }, signal)
    if (older.data.length === 0) break
    page = older
    hasNewer = true
  }
  return readPage(page.data, hasNewer, cursor)
}

function readPage(newestFirst: readonly Stripe.Event[], hasMore: boolean, cursor: string): EventsRead {
  const events = newestFirst.flatMap((event) => toBillingEvent(event) ?? []).reverse()
  return { events, cursor: newestFirst[0]?.id ?? cursor, hasMore }
}

const list = (stripe: Stripe, params: Stripe.EventListParams, signal: AbortSignal) =>
  untilAborted(() => stripe.events.list({ limit: pageSize, types: [...keptTypes], ...params }), signal)
