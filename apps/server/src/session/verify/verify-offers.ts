import { isDeepStrictEqual } from "node:util"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { offerColumns, offersOf } from "../session-offers.ts"
import type { Difference } from "./verify-block.ts"

const sessionsAtOnce = 1000

/** Compares the rows of offers with the sessions that they are of, and looks for rows whose session is gone. */
export async function* verifyOffers(db: Db, workspaceId: string): AsyncGenerator<Difference> {
  for (let after: string | null = null; ; ) {
    const { sessions, offers } = await readSome(db, workspaceId, after)
    const kept = Map.groupBy(offers, ({ session_id }) => session_id)
    for (const session of sessions) {
      const right = offersOf(session)
      if (!isDeepStrictEqual(plain(kept.get(session.id) ?? []), plain(right)))
        yield { place: `session ${session.id}`, what: "rows of its offers" }
    }
    if (sessions.length < sessionsAtOnce) break
    after = sessions.at(-1)?.id ?? null
  }
  const orphans = await db
    .selectFrom("session_offer as offer")
    .select("offer.session_id")
    .distinct()
    .where("offer.workspace_id", "=", workspaceId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("session")
            .select("session.id")
            .where("session.workspace_id", "=", workspaceId)
            .whereRef("session.id", "=", "offer.session_id"),
        ),
      ),
    )
    .execute()
  for (const { session_id } of orphans)
    yield { place: `session ${session_id}`, what: "rows of offers, and no session" }
}

const readSome = (db: Db, workspaceId: string, after: string | null) =>
  atOneMoment(db, async (moment) => {
    let query = moment
      .selectFrom("session")
      .select(["workspace_id", "id", "survey_choice_id", "blueprint_id", "detail"])
      .where("workspace_id", "=", workspaceId)
      .orderBy("id")
      .limit(sessionsAtOnce)
    if (after !== null) query = query.where("id", ">", after)
    const sessions = await query.execute()
    const offers = await moment
      .selectFrom("session_offer")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where(
        "session_id",
        "in",
        // a list of none is no SQL
        sessions.length > 0 ? sessions.map(({ id }) => id) : [workspaceId],
      )
      .orderBy("session_id")
      .orderBy("position")
      .execute()
    return { sessions, offers }
  })

const plain = (rows: readonly object[]) =>
  rows.map((row) => offerColumns.map((name) => (row as Record<string, unknown>)[name] ?? null))
