import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { readChosen } from "./decided-sessions.ts"
import { withFollowedSaves } from "./followed-saves.ts"
import type { Followed } from "./held-rate.ts"
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

/**
 * How long the saves of a filter were followed, and whether they ended: the valid sessions that did not end in a cancellation.
 * @param now up to when saves are followed where no billing tells
 */
export const heldSaves = (db: Db, filter: SessionFilter, now: Date): Promise<HeldSaves> =>
  atOneMoment(db, (moment) => heldSavesAt(moment, filter, now))

async function heldSavesAt(moment: Db, filter: SessionFilter, now: Date): Promise<HeldSaves> {
  const followable = await readFollowable(moment, filter)
  const chosen = await readChosen(moment, filter)
  const { rows: saves } = await sql<FollowedSaves>`
    ${withFollowedSaves(filter, chosen, followable, now)}
    select coalesce(floor(date_part('epoch',
        greatest(coalesce(ended_at, known_until), case when ended_at is not null or known_until is not null then created_at end)
          - created_at
      ) / 86400), -1)::integer as days,
      ended_at is not null as ended, start_month as "startMonth", count(*)::integer as count
    from followed
    group by 1, 2, 3`.execute(moment)
  return { saves, missing: followable.isTold ? null : "noBilling" }
}
