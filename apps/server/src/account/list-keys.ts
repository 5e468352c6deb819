import { type ApiKey, type KeyKind, type KeyState, keyKinds } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { ApiKeyRow } from "../db/schema.ts"

/** Of each kind, how many of those that ended are still shown. */
const endedShown = 20

type Row = Omit<ApiKeyRow, "workspace_id" | "hash" | "sealed"> & { creator_name: string | null }

/** Those that are accepted, newest first, then the 20 of each kind that ended last. */
export async function listKeys(
  db: Db,
  workspaceId: string,
  kinds: readonly KeyKind[],
  now: Date,
): Promise<ApiKey[]> {
  const { rows } = await sql<Row>`
    select id, kind, name, hint, created_at, creator_kind, creator_id, last_used_at, expires_at, revoked_at, creator_name
    from (
      select key.*, creator.name as creator_name, ended,
        row_number() over (partition by kind, ended is not null order by ended desc, key.id desc) as place
      from api_key key
      cross join lateral (
        select coalesce(revoked_at, case when expires_at <= ${now} then expires_at end) as ended
      ) as ending
      left join auth."user" creator on creator.id = key.creator_id
      where workspace_id = ${workspaceId} and kind = any(${[...kinds]})
    ) as numbered
    where ended is null or place <= ${endedShown}
    order by array_position(${[...keyKinds]}, kind), ended desc nulls first, id desc`.execute(db)
  return rows.map((row) => toApiKey(row, now))
}

/** One key; null where the workspace has none of that id and these kinds. */
export async function findKey(
  db: Db,
  workspaceId: string,
  kinds: readonly KeyKind[],
  id: string,
  now: Date,
): Promise<ApiKey | null> {
  const row = await db
    .selectFrom("api_key")
    .leftJoin("auth.user", "auth.user.id", "api_key.creator_id")
    .select([
      "api_key.id",
      "kind",
      "api_key.name",
      "hint",
      "created_at",
      "creator_kind",
      "creator_id",
      "last_used_at",
      "expires_at",
      "revoked_at",
      "auth.user.name as creator_name",
    ])
    .where("workspace_id", "=", workspaceId)
    .where("api_key.id", "=", id)
    .where("kind", "in", kinds)
    .executeTakeFirst()
  return row ? toApiKey(row, now) : null
}

const toApiKey = (row: Row, now: Date): ApiKey => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  hint: row.hint,
  state: stateOf(row, now),
  endsAt: (row.revoked_at ?? row.expires_at)?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: { kind: row.creator_kind, name: row.creator_name || null },
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

/** One that was revoked after its time had come was replaced long before. */
function stateOf({ revoked_at, expires_at }: Row, now: Date): KeyState {
  if (revoked_at) return "revoked"
  if (expires_at === null) return "active"
  return expires_at > now ? "ending" : "replaced"
}
