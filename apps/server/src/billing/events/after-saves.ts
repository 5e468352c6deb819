import { type RawBuilder, sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { readChosen } from "./decided-sessions.ts"
import { withFollowedSaves } from "./followed-saves.ts"
import type { Followed } from "./held-rate.ts"
import { type Aftermaths, aftermathsOf, discountGiven, isAccepted, namedKeys } from "./offer-aftermath.ts"
import { readFollowable } from "./read-followable.ts"

/** With the month in which the subscription began. */
export interface FollowedSaves extends Followed {
  startMonth: string | null
}

export interface HeldSaves {
  /** All of them, also those of which nothing is known afterwards. */
  saves: FollowedSaves[]
  /** No billing tells: an end is known from a later cancelled session only, and every save is followed up to now. */
  missing: "noBilling" | null
}

export interface AfterSaves {
  /** How long the saves held; null unless it was asked for. */
  held: HeldSaves | null
  /** What became of those who accepted an offer; null unless it was asked for, and where no billing tells. */
  aftermaths: Aftermaths | null
}

interface Row {
  /** Of an offer or a kind of offers; null for a row of `held`. */
  key: string | null
  days: number
  ended: boolean
  startMonth: string | null
  count: number
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
  asked: { held: boolean; offers: boolean },
): Promise<AfterSaves> => atOneMoment(db, (moment) => afterSavesAt(moment, filter, now, asked))

async function afterSavesAt(
  moment: Db,
  filter: SessionFilter,
  now: Date,
  asked: { held: boolean; offers: boolean },
): Promise<AfterSaves> {
  const followable = await readFollowable(moment, filter)
  const byOffer = asked.offers && followable.isTold
  if (!asked.held && !byOffer) return { held: null, aftermaths: null }
  const chosen = await readChosen(moment, filter)
  const { rows } = await sql<Row>`
    ${withFollowedSaves(filter, chosen, followable, now)}
    ${sql.join(
      [...(asked.held ? [heldRows] : []), ...(byOffer ? [offerRows(filter)] : [])],
      sql` union all `,
    )}`.execute(moment)
  const ends = rows.flatMap(({ key, ended, count }) => (key === null ? [] : [{ key, ended, count }]))
  return {
    held: asked.held
      ? {
          saves: rows.flatMap(({ key, ...followed }) => (key === null ? [followed] : [])),
          missing: followable.isTold ? null : "noBilling",
        }
      : null,
    aftermaths: byOffer ? aftermathsOf(ends, await discountGiven(moment, filter, chosen)) : null,
  }
}

/** The month becomes a text once a row of the answer: of each save it took as long as all else. */
const heldRows = sql`
  select null as key, days, ended, to_char(start_month, 'YYYY-MM') as "startMonth", count from (
    select coalesce(floor(date_part('epoch',
        greatest(coalesce(ended_at, known_until), case when ended_at is not null or known_until is not null then created_at end)
          - created_at
      ) / 86400), -1)::integer as days,
      ended_at is not null as ended, start_month, count(*)::integer as count
    from followed
    group by 1, 2, 3
  ) held`

/** Of the saves of which anything is known afterwards; a session that took two offers of a kind counts once. */
const offerRows = ({ workspaceId }: SessionFilter): RawBuilder<unknown> => sql`
  select key, 0 as days, ended, null as "startMonth", count(*)::integer as count
  from (
    select distinct followed.id, followed.ended_at is not null as ended, named.key
    from followed join session_offer offer on offer.session_id = followed.id ${namedKeys}
    where (followed.ended_at is not null or followed.known_until is not null)
      and ${isAccepted(workspaceId)} and named.key is not null
  ) taken
  group by key, ended`
