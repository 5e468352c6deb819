import { type Role, roles } from "@holdfast/protocol"
import { createKey, revokeKey, rotateKey } from "../../account/change-keys.ts"
import type { KeysChange } from "../../account/key-change.ts"
import type { TestApp } from "../../testing/test-app.ts"
import type { PermissionPlace } from "./permission-place.ts"

/** Somebody who asks: as whom, and with which headers. */
export interface Caller {
  name: string
  headers: Record<string, string>
  personId: string
}

export interface Callers {
  /** The people of the workspace. */
  members: Record<Role, Caller>
  /** Signed in, and in no workspace any more. */
  removed: Caller
  /** No login, and one that has ended. */
  strangers: Caller[]
  /** Data keys that are accepted. */
  programs: Caller[]
  /** Config keys that are accepted. */
  configurers: Caller[]
  /** Programs without a key that is accepted. */
  refusedPrograms: Caller[]
  /** Flow keys that were accepted once. */
  proofs: { revoked: string; replaced: string }
  /** Puts people and logins back to how they were, whatever the last call did to them. */
  restore(): Promise<void>
}

/** One of everybody, for a workspace. */
export async function makeCallers(
  server: TestApp,
  shop: PermissionPlace,
  other: PermissionPlace,
): Promise<Callers> {
  const signIn = async (name: string, role: Role): Promise<Caller> => {
    const cookie = await server.signIn(shop, role)
    const { rows } = await server.database.pool.query<{ userId: string }>(
      `select "userId" from auth.login where "token" = $1`,
      [tokenOf(cookie)],
    )
    return { name, headers: { cookie }, personId: rows[0]?.userId ?? "" }
  }
  const members: Partial<Record<Role, Caller>> = {}
  for (const role of roles) members[role] = await signIn(role, role)
  const removed = await signIn("somebody who was removed", "admin")
  const { db, pool } = server.database
  await db
    .deleteFrom("member")
    .where("workspace_id", "=", shop.id)
    .where("user_id", "=", removed.personId)
    .execute()
  const expired = await signIn("an ended login", "admin")
  await pool.query(`update auth.login set "expiresAt" = now() - interval '1 second' where "token" = $1`, [
    tokenOf(expired.headers.cookie ?? ""),
  ])

  const ended = await makeEndedKeys(server, shop)
  const withKey = (name: string, key: string): Caller => ({
    name,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": key },
    personId: "",
  })
  const programs = [
    withKey("a live data key", shop.dataKeyLive),
    withKey("a test data key", shop.dataKeyTest),
  ]
  const refusedPrograms = [
    withKey("a flow key", shop.flowKey),
    withKey("a revoked data key", ended.revokedData),
    withKey("a replaced data key", ended.replacedData),
    withKey("another workspace's data key", other.dataKeyLive),
    withKey("a revoked config key", ended.revokedConfig),
    withKey("another workspace's config key", other.configKey),
    { name: "no key", headers: { "x-ck-app": shop.appId }, personId: "" },
  ]
  const configurers = [withKey("a config key", shop.configKey)]
  const nobody = { name: "somebody signed out", headers: {}, personId: "" }
  return {
    members: members as Record<Role, Caller>,
    removed,
    strangers: [nobody, expired],
    programs,
    configurers,
    refusedPrograms,
    proofs: { revoked: ended.revokedFlow, replaced: ended.replacedFlow },
    restore: await restorer(server, ["workspace", "member", "auth.login"]),
  }
}

async function makeEndedKeys(server: TestApp, { id }: PermissionPlace) {
  const { db } = server.database
  const change: KeysChange = {
    workspaceId: id,
    kinds: ["flow", "data-live", "config"],
    actor: { kind: "command", name: "test" },
    now: new Date("2026-11-01T11:00:00.000Z"),
  }
  const make = async (kind: "flow" | "data-live" | "config", end: (id: string) => Promise<unknown>) => {
    const made = await createKey(db, server.secret, change, { kind, name: "ended" })
    if (typeof made === "string") throw new Error(made)
    await end(made.key.id)
    return made.secret
  }
  const revoke = (id: string) => revokeKey(db, change, id)
  const replace = (id: string) => rotateKey(db, server.secret, change, id, 1000)
  return {
    revokedFlow: await make("flow", revoke),
    replacedFlow: await make("flow", replace),
    revokedConfig: await make("config", revoke),
    revokedData: await make("data-live", revoke),
    replacedData: await make("data-live", replace),
  }
}

const tokenOf = (cookie: string) => decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0]

/** Answers what puts these tables back to how they are now. */
async function restorer({ database: { pool } }: TestApp, tables: readonly string[]) {
  const kept = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await pool.query(`select coalesce(jsonb_agg(t), '[]')::text as kept from ${table} t`)
    kept.set(table, rows[0].kept)
  }
  return async () => {
    const client = await pool.connect()
    try {
      await client.query("begin")
      for (const table of tables.toReversed()) await client.query(`delete from ${table}`)
      for (const [table, rows] of kept) {
        await client.query(
          `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
          [rows],
        )
      }
      await client.query("commit")
    } finally {
      client.release()
    }
  }
}
