import type { OwnLogin } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { deviceWords } from "./device-words.ts"

/** The logins of a person that have not run out: the one that asks, then the one used last. */
export async function listLogins(db: Db, userId: string, currentId: string, now: Date): Promise<OwnLogin[]> {
  const rows = await db
    .selectFrom("auth.login")
    .select(["id", "userAgent", "ipAddress", "createdAt", "lastUsedAt"])
    .where("userId", "=", userId)
    .where("expiresAt", ">", now)
    .orderBy("lastUsedAt", "desc")
    .orderBy("id")
    .execute()
  const logins = rows.map((row) => ({
    id: row.id,
    device: deviceWords(row.userAgent),
    address: row.ipAddress || null,
    signedInAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    isCurrent: row.id === currentId,
  }))
  return logins.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Signs one of their browsers out with its next request. @returns false where there is no such login of theirs */
export async function endLogin(db: Db, userId: string, id: string): Promise<boolean> {
  const ended = await db
    .deleteFrom("auth.login")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst()
  return ended !== undefined
}

/** All but this one. @returns how many */
export async function endOtherLogins(db: Db, userId: string, currentId: string): Promise<number> {
  const ended = await db
    .deleteFrom("auth.login")
    .where("userId", "=", userId)
    .where("id", "!=", currentId)
    .returning("id")
    .execute()
  return ended.length
}
