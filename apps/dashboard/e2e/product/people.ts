import { createHash } from "node:crypto"
import type { Role } from "@holdfast/protocol"
import { sql } from "kysely"
import { setPerson } from "../../../server/src/account/people.ts"
import { type TestApp, testPassword } from "../../../server/src/testing/test-app.ts"
import { fixtureNow } from "../rows.ts"

export const owner = { email: "owner@example.com", password: testPassword }

/** Who is at the server of the tests, by first name, and whether they belong to Acme Cloud. */
export const colleagues = {
  ada: { name: "Ada Lovelace", email: owner.email, role: "owner", days: 400 },
  grace: { name: "Grace Hopper", email: "grace@example.com", role: "admin", days: 300 },
  alan: { name: "Alan Turing", email: "alan@example.com", role: "developer", days: 40 },
  katherine: { name: "Katherine Johnson", email: "katherine@example.com", role: "viewer", days: 2 },
} as const
/** Belongs to another workspace alone. */
const stranger = { name: "Edsger Dijkstra", email: "edsger@example.com" }
export type PersonName = keyof typeof colleagues | "edsger"

/** The workspaces and people of the tests, by what the database calls them. */
export interface Place extends Record<PersonName, string> {
  acme: { id: string; appId: string; name: string }
  /** Ada does not belong to it; Grace owns it. */
  northwind: Place["acme"]
  /** Comes before Acme Cloud in the alphabet, so it is the first one of Grace. */
  abbey: Place["acme"]
}

const workspaceAt = (number: number, appId: string, name: string) => ({
  id: `01990000-0000-7000-b000-00000000000${number}`,
  appId,
  name,
})
export const workspaces = {
  acme: workspaceAt(1, "acmecloud", "Acme Cloud"),
  northwind: workspaceAt(2, "northwind", "Northwind Traders"),
  abbey: workspaceAt(3, "abbeybook", "Abbey Books"),
}

const inDays = (days: number) => new Date(fixtureNow.getTime() + days * 86_400_000)

/** Makes the workspaces and their people, each signed in once; answers the cookie of each login. */
export async function addPeople(
  server: TestApp,
): Promise<{ place: Place; cookies: Record<PersonName, string> }> {
  const { db } = server.database
  for (const { id, appId, name } of Object.values(workspaces)) {
    await db
      .insertInto("workspace")
      .values({ id, app_id: appId, name, created_at: inDays(-400) })
      .execute()
  }
  const place: Partial<Record<PersonName, string>> = {}
  const cookies: Partial<Record<PersonName, string>> = {}
  for (const [key, { name, email }] of Object.entries({ ...colleagues, edsger: stranger })) {
    const person = key as PersonName
    place[person] = (await setPerson(server.auth, { email, name, password: testPassword })).userId
    cookies[person] = await signIn(
      server,
      email,
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    )
  }
  const { acme, northwind, abbey } = workspaces
  const { ada, grace, alan, katherine, edsger } = place as Record<PersonName, string>
  const member = (workspace_id: string, user_id: string, role: Role, days: number) => ({
    workspace_id,
    user_id,
    role,
    created_at: inDays(-days),
  })
  await db
    .insertInto("member")
    .values([
      ...[ada, grace, alan, katherine].map((id, at) => {
        const { role, days } = Object.values(colleagues)[at] ?? colleagues.ada
        return member(acme.id, id, role, days)
      }),
      member(northwind.id, grace, "owner", 300),
      member(abbey.id, grace, "owner", 300),
      member(abbey.id, edsger, "member", 10),
    ])
    .execute()
  // other browsers of the owner
  await signIn(
    server,
    owner.email,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  )
  await signIn(server, owner.email, "curl/8.14.1")
  // a login that better-auth dates by its own clock holds whenever the tests run, also where a second factor is required
  await sql`update auth.login set "createdAt" = ${inDays(-0.25)}, "expiresAt" = ${new Date("2099-01-01")}`.execute(
    db,
  )
  // the log of each test is its own; nothing else takes an entry out of it
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await trx.deleteFrom("audit_entry").execute()
  })
  return {
    place: { ...(place as Record<PersonName, string>), ...workspaces },
    cookies: cookies as Record<PersonName, string>,
  }
}

async function signIn(server: TestApp, email: string, userAgent: string): Promise<string> {
  const answer = await server.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: server.url, "user-agent": userAgent },
    payload: { email, password: testPassword },
  })
  const cookie = answer.cookies.find(({ name }) => name === "holdfast.session_token")
  if (!cookie) throw new Error(`${email} cannot sign in: ${answer.body}`)
  return encodeURIComponent(cookie.value)
}

/** Tokens of invitations are made by chance; the ones of the tests are known. */
export const invitationToken = (appId: string, number: number) =>
  `${appId}-${String(number).padStart(64, "0")}`
const hashOf = (number: number) =>
  createHash("sha256")
    .update(Buffer.from(String(number).padStart(64, "0"), "hex"))
    .digest()

/** Open and ended invitations, of Grace. */
export async function addInvitations(server: TestApp, { acme, northwind, grace }: Place): Promise<void> {
  const invitation = (number: number, workspace: Place["acme"], email: string, days: number) => ({
    workspace_id: workspace.id,
    id: `01990000-0000-7000-c000-${String(number).padStart(12, "0")}`,
    email,
    role: "viewer" as "viewer" | "developer",
    token_hash: hashOf(number),
    invited_by: grace,
    created_at: inDays(days - 7),
    expires_at: inDays(days),
    accepted_at: null as Date | null,
    revoked_at: null as Date | null,
  })
  await server.database.db
    .insertInto("invitation")
    .values([
      { ...invitation(1, acme, "dorothy@example.com", 5), role: "developer" },
      invitation(2, acme, "mary@example.com", -1),
      invitation(invitations.new, northwind, "dorothy@example.com", 5),
      invitation(invitations.mine, northwind, owner.email, 5),
      invitation(invitations.expired, northwind, "mary@example.com", -1),
      { ...invitation(invitations.used, northwind, "used@example.com", 5), accepted_at: inDays(-1) },
      { ...invitation(invitations.revoked, northwind, "revoked@example.com", 5), revoked_at: inDays(-1) },
    ])
    .execute()
}

/** Invitations to Northwind Traders: for somebody new, for the owner of Acme Cloud, and those that are over. */
export const invitations = { new: 11, mine: 12, expired: 13, used: 14, revoked: 15 }
