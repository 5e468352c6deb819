import type { Kysely } from "kysely"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import type { Tables } from "../../db/schema.ts"
import { makeWorkspace, type NewWorkspace } from "./make-workspace.ts"

/** As many workspaces as a person may own by their own hand; the command line makes more. */
export const mostOwned = 50

/** Makes a workspace for somebody who asks for one themselves. */
export const makeOwnWorkspace = (
  db: Kysely<Tables>,
  asked: NewWorkspace,
  now: Date,
): Promise<Awaited<ReturnType<typeof makeWorkspace>> | "too_many"> =>
  lockedTransaction(db, `workspaces of ${asked.owner.id}`, async (trx) => {
    // of a person, like the list of their workspaces, and so of no workspace
    const { count } = await trx
      .selectFrom("member")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("user_id", "=", asked.owner.id)
      .where("role", "=", "owner")
      .executeTakeFirstOrThrow()
    return Number(count) >= mostOwned ? "too_many" : makeWorkspace(trx, asked, now)
  })
