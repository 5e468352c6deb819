import { offerTypes } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { readChosen, savesOf } from "./decided-sessions.ts"
import { type Following, withFollowedSaves } from "./followed-saves.ts"
import type { Followed } from "./held-rate.ts"
import {
  type Aftermaths,
  acceptedOf,
  aftermathsOf,
  discountGiven,
  isAccepted,
  namedKeys,
} from "./offer-aftermath.ts"
import { readFollowable } from "./read-followable.ts"

/** With the month in which the subscription began, null where it is not known, and where nobody asked. */
export interface FollowedSaves extends Followed {
  startMonth: string | null
}

export interface HeldSaves {
  /** All of them, also those of which nothing is known afterwards. */
  saves: FollowedSaves[]
  /** No billing tells: an end is known from a later cancelled session only, and every save is followed up to now. */
  missing: "noBilling" | null
}

/**
 * Invoices that were really paid after a save that a taken offer made, by currency. Each counts once, however many saves lie before it.
 * Currencies are never added up.
 */
export interface Paid {
  currency: string
  invoices: number
  amountMinor: number
}

/** What is asked of the saves: nobody waits for what nobody shows. */
export interface AskedOfSaves {
  held: boolean
  /** By the month in which the subscription began, beside. */
  startMonths: boolean
  paid: boolean
  offers: boolean
}

export interface AfterSaves {
  /** How long the saves held; null unless it was asked for. */
  held: HeldSaves | null
  /** What was paid after them; null unless it was asked for, and where no billing tells. */
  paid: Paid[] | null
  /** What became of those who accepted an offer; null unless it was asked for, and where no billing tells. */
  aftermaths: Aftermaths | null
}

/** One row of the answer to any of the questions. */
interface Row extends FollowedSaves {
  /** Of which question. */
  of: "held" | "paid" | "offers"
  /** The offer or the kind of offers, or the currency. */
  key: string
  amountMinor: number
}

/**
 * What came after the saves of a filter: the valid sessions that did not end in a cancellation. They are followed once for all
 * that is asked.
 * @param now up to when saves are followed where no billing tells
 */
export const afterSaves = (
  db: Db,
  filter: SessionFilter,
  now: Date,
  asked: AskedOfSaves,
): Promise<AfterSaves> => atOneMoment(db, (moment) => afterSavesAt(moment, filter, now, asked))

async function afterSavesAt(
  moment: Db,
  filter: SessionFilter,
  now: Date,
  asked: AskedOfSaves,
): Promise<AfterSaves> {
  const followable = await readFollowable(moment, filter)
  const { isTold } = followable
  const questions = [
    ...(asked.held ? [heldRows] : []),
    ...(asked.paid && isTold ? [paidRows(filter)] : []),
    ...(asked.offers && isTold ? [offerRows(filter)] : []),
  ]
  // of the offers alone nobody is followed who took none
  const among = asked.held || asked.paid ? filter : acceptedOf(filter, offerTypes)
  const following = { followable, now, hasMonths: asked.startMonths }
  const rows = questions.length > 0 ? await ask(moment, among, following, questions) : []
  const of = (question: Row["of"]) => rows.filter((row) => row.of === question)
  return {
    held: asked.held
      ? {
          saves: of("held").map(({ days, ended, startMonth, count }) => ({ days, ended, startMonth, count })),
          missing: isTold ? null : "noBilling",
        }
      : null,
    paid:
      asked.paid && isTold
        ? of("paid").map(({ key, count, amountMinor }) => ({ currency: key, invoices: count, amountMinor }))
        : null,
    aftermaths:
      asked.offers && isTold ? aftermathsOf(of("offers"), await discountGiven(moment, filter)) : null,
  }
}

async function ask(
  moment: Db,
  filter: SessionFilter,
  following: Omit<Following, "chosen">,
  questions: readonly RawBuilder<unknown>[],
): Promise<Row[]> {
  const chosen = await readChosen(moment, filter, savesOf(filter))
  const { rows } = await sql<Row>`
    ${withFollowedSaves(filter, { ...following, chosen })}
    ${sql.join(questions, sql` union all `)}`.execute(moment)
  return rows
}

/** The month becomes a text once a row of the answer: of each save it took as long as all else. */
const heldRows = sql`
  select 'held' as of, '' as key, days, ended, to_char(start_month, 'YYYY-MM') as "startMonth", count, 0::numeric as "amountMinor" from (
    select coalesce(floor(date_part('epoch',
        greatest(coalesce(ended_at, known_until), case when ended_at is not null or known_until is not null then created_at end)
          - created_at
      ) / 86400), -1)::integer as days,
      ended_at is not null as ended, start_month, count(*)::integer as count
    from followed
    group by 1, 2, 3
  ) held`

const paidRows = ({ workspaceId, mode }: SessionFilter): RawBuilder<unknown> => sql`
  (select 'paid' as of, event.currency as key, 0 as days, false as ended, null as "startMonth", count(*)::integer as count,
    sum(event.amount_minor) as "amountMinor"
  from billing_event event
  where event.workspace_id = ${workspaceId} and event.mode = ${mode} and event.kind = 'invoicePaid'
    and exists (
      select from save
      where save.customer_id = event.customer_id and save.created_at < event.happened_at and save.outcome = 'saved'
    )
  group by event.currency
  order by event.currency)`

/** Of the saves of which anything is known afterwards; a session that took two offers of a kind counts once. */
const offerRows = ({ workspaceId }: SessionFilter): RawBuilder<unknown> => sql`
  select 'offers' as of, key, 0 as days, ended, null as "startMonth", count(*)::integer as count, 0::numeric as "amountMinor"
  from (
    select distinct followed.id, followed.ended_at is not null as ended, named.key
    from followed join session_offer offer on offer.session_id = followed.id ${namedKeys}
    where (followed.ended_at is not null or followed.known_until is not null)
      and ${isAccepted(workspaceId)} and named.key is not null
  ) taken
  group by key, ended`
