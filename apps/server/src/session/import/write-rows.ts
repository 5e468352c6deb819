import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { MovedSession } from "./decide-batch.ts"
import { type ImportRow, identityColumns } from "./import-row.ts"

const identity: ReadonlySet<string> = new Set(identityColumns)

/** Writes rows that are new or changed, all with one statement: their values travel as one JSON. */
export async function writeRows(trx: Db, rows: readonly ImportRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const changes = names
    .filter((name) => !identity.has(name))
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  await sql`
    insert into session (${columns})
    select ${columns} from json_populate_recordset(null::session, ${asJson(rows)}::json)
    on conflict (workspace_id, id) do update set ${sql.join(changes)}`.execute(trx)
}

/** `detail` is JSON already. */
const asJson = (rows: readonly ImportRow[]): string =>
  `[${rows
    .map(({ detail, ...columns }) => `${JSON.stringify(columns).slice(0, -1)},"detail":${detail}}`)
    .join(",")}]`

/** Writes the bounces that changed without their session changing otherwise. */
export async function moveSessions(
  trx: Db,
  workspaceId: string,
  moved: readonly MovedSession[],
): Promise<void> {
  if (moved.length === 0) return
  await sql`
    update session set bounced_by = moved.winner
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ bouncedBy }) => bouncedBy)}::uuid[])
      as moved(id, winner)
    where session.workspace_id = ${workspaceId} and session.id = moved.id`.execute(trx)
}
