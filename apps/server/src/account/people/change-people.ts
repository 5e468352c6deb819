import { type Action, can } from "@holdfast/protocol"
import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import type { Tables } from "../../db/schema.ts"
import { findMember } from "./find-member.ts"
import type { PeopleChange } from "./people-change.ts"

/**
 * A transaction that changes who belongs to a workspace. They wait for each other: what one reads is what holds when it
 * writes, however many begin at once.
 */
export const peopleTransaction = <T>(
  db: Kysely<Tables>,
  workspaceId: string,
  work: (trx: Db) => Promise<T>,
): Promise<T> => lockedTransaction(db, `people ${workspaceId}`, work)

/**
 * The same for what a member does. Whoever was let in by a role that was taken from them while they waited is refused.
 */
export const changePeople = <T>(
  db: Kysely<Tables>,
  change: PeopleChange,
  action: Action,
  work: (trx: Db) => Promise<T>,
): Promise<T | "no_longer_allowed"> =>
  peopleTransaction(db, change.workspaceId, async (trx) => {
    const doer = await findMember(trx, change.workspaceId, change.personId)
    return doer && can(doer.role, action) ? work(trx) : "no_longer_allowed"
  })
