import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"

export interface Newcomer {
  /** In lower case. */
  email: string
  /** Whether they have shown that the address is theirs. */
  isVerified: boolean
  name: string
  /** As better-auth hashes passwords. */
  passwordHash: string
}

/**
 * Makes a person as better-auth would, but in the caller's transaction, which better-auth's own connections cannot join.
 * @returns their id; null where somebody has the address, who stays as they are
 */
export async function createPerson(trx: Db, newcomer: Newcomer, now: Date): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    values (${newId(now)}, ${newcomer.name}, ${newcomer.email}, ${newcomer.isVerified}, ${now}, ${now})
    on conflict (email) do nothing
    returning id`.execute(trx)
  const [person] = rows
  if (!person) return null
  await sql`
    insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    values (${newId(now)}, ${person.id}, 'credential', ${person.id}, ${newcomer.passwordHash}, ${now}, ${now})`.execute(
    trx,
  )
  return person.id
}
