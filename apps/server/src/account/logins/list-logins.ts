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
