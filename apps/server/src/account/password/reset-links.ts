import { createHash, randomBytes } from "node:crypto"
import type { Db } from "../../db/database.ts"
import type { PasswordResetRow } from "../../db/schema.ts"

/** How long a link that sets a new password is good for. */
const resetLinkMs = 3600 * 1000

export const hashOfToken = (token: string): Buffer => createHash("sha256").update(token).digest()

/**
 * A link that sets a new password for a person, once. Only its hash is kept. The token stands behind the `#`, which
 * browsers send to no server: no log on the way has it.
 */
export async function makeResetLink(
  db: Db,
  {
    url,
    userId,
    origin,
    now,
  }: { url: string; userId: string; origin: PasswordResetRow["origin"]; now: Date },
): Promise<{ link: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url")
  const expiresAt = new Date(now.getTime() + resetLinkMs)
  await db
    .insertInto("auth.password_reset")
    .values({
      token_hash: hashOfToken(token),
      user_id: userId,
      origin,
      created_at: now,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute()
  return { link: `${url}/reset-password#token=${token}`, expiresAt }
}
