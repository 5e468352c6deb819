import { randomUUID } from "node:crypto"
import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { sweepAfterMs } from "../../recording/files-of-recording.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { beginRemoval, finishRemovals } from "./remove-workspace.ts"

let server: TestApp
let gone: TestWorkspace
let kept: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  gone = await server.addWorkspace("Gone")
  kept = await server.addWorkspace("Kept")
  for (const workspace of [gone, kept]) await fill(workspace)
})
afterAll(() => server.close())

const now = new Date("2026-11-01T12:00:00.000Z")
const later = new Date(now.getTime() + sweepAfterMs)
const db = () => server.database.db
const files = () => server.recordings.storage
/** A file of a recording. */
const fileIn = ({ id }: TestWorkspace) => `recordings/${id}/2026-11-01/${id}.1`

interface Column {
  name: string
  type: string
  /** The first word of its check. */
  word: string | null
}

/** Every table that holds rows of workspaces, whatever the code knows of them. */
async function tablesOfWorkspaces(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'workspace_id' and table_schema = 'public' and table_name not like 'guard_%'
    order by table_name`.execute(db())
  return rows.map(({ name }) => name)
}

async function countOf(workspaceId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of await tablesOfWorkspaces()) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(
      db(),
    )
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

/** Some rows of the workspace in every table: a session as it comes in, and made-up ones elsewhere. */
async function fill(workspace: TestWorkspace): Promise<void> {
  const answer = await server.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers: {
      "x-ck-app": workspace.appId,
      "x-ck-customer": "cus_1",
      "x-ck-authorization": authHash(workspace, "cus_1"),
    },
    payload: { canceled: true },
  })
  expect(answer.statusCode).toBe(200)
  await pastTheLog(server.database, (trx) =>
    sql`insert into session select (jsonb_populate_record(session, jsonb_build_object(
          'id', gen_random_uuid(), 'client_key', 'copy ' || n))).*
        from session, generate_series(1, 1100) as n
        where workspace_id = ${workspace.id}`.execute(trx),
  )
  const before = await countOf(workspace.id)
  for (const table of await tablesOfWorkspaces()) {
    if (before[table] === 0 && table !== "workspace_removal") await insertInto(table, workspace.id)
  }
  // one that is over keeps nobody waiting
  await db()
    .updateTable("export")
    .set({ state: "cancelled", finished_at: now })
    .where("workspace_id", "=", workspace.id)
    .execute()
}

/** Columns that may be null by themselves, and not all together. */
const alsoNeeded: Readonly<Record<string, readonly string[]>> = { note: ["key_name"] }

async function insertInto(table: string, workspaceId: string): Promise<void> {
  const { rows } = await sql<Column>`
    select attname as name, format_type(atttypid, null) as type,
      (select substring(pg_get_constraintdef(oid) from '''([^'']+)''') from pg_constraint
       where conrelid = attrelid and contype = 'c' and conkey = array[attnum] limit 1) as word
    from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and attidentity = ''
      and (attnotnull and not atthasdef or attname = 'workspace_id' or attname = any(${alsoNeeded[table] ?? []}::text[]))`.execute(
    db(),
  )
  const values = rows.map(({ name, type, word }) => {
    if (name === "workspace_id") return sql`${workspaceId}::uuid`
    if (word !== null) return sql`${word}`
    return sql.raw(`${madeUp[type] ?? "null"}::${type}`)
  })
  const names = sql.join(rows.map(({ name }) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(values)})`.execute(db())
}

const madeUp: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  text: "'made up'",
  jsonb: "'{}'",
  boolean: "false",
  integer: "1",
  bigint: "1",
  smallint: "1",
  "double precision": "0.5",
  "bit varying": "B'1'",
  bytea: "'\\x00'",
  date: "'2026-11-01'",
  "timestamp with time zone": "now()",
  "uuid[]": "'{}'",
  "text[]": "'{}'",
  "integer[]": "'{}'",
  "bigint[]": "'{}'",
  "timestamp with time zone[]": "'{}'",
}

test("nothing of a removed workspace is left in any table, and the other one has all that it had", async () => {
  const [ours, theirs] = [await countOf(gone.id), await countOf(kept.id)]
  for (const counts of [ours, theirs])
    expect(Object.entries({ ...counts, workspace_removal: 1 }).filter(([, count]) => count === 0)).toEqual([])
  expect(ours.session).toBe(1101)
  for (const workspace of [gone, kept]) await files().put(fileIn(workspace), Readable.from(["x"]))
  // what a server was writing that was killed
  const endless = new Readable({ read() {} })
  files()
    .put(fileIn(gone), endless)
    .catch(() => {})
  const unfinished = async () => (await files().listUnfinished("recordings/")).map(({ key }) => key)
  await expect.poll(unfinished).toEqual([fileIn(gone)])

  expect(await beginRemoval(db(), gone.id, now)).toBe("begun")
  expect(await beginRemoval(db(), gone.id, now)).toBe("no_such_workspace")
  // what a server that still remembers it takes in is removed as well
  expect(await finishRemovals(db(), files(), now)).toEqual({ over: 0, errors: [] })
  await insertInto("api_usage", gone.id)
  expect(await finishRemovals(db(), files(), later)).toEqual({ over: 1, errors: [] })

  const empty = Object.fromEntries(Object.keys(ours).map((table) => [table, 0]))
  expect(await countOf(gone.id)).toEqual(empty)
  expect(await files().list("recordings/")).toEqual([fileIn(kept)])
  expect(await unfinished()).toEqual([])
  endless.destroy()
  expect(await countOf(kept.id)).toEqual(theirs)
  expect(await db().selectFrom("workspace").select("id").execute()).toEqual([{ id: kept.id }])
})

test("the only workspace stays", async () => {
  expect(await beginRemoval(db(), kept.id, now)).toBe("is_the_only_one")
})

test("a workspace whose export is being prepared stays as it is", async () => {
  const busy = await server.addWorkspace("Busy")
  await insertInto("export", busy.id)
  for (const state of ["queued", "running"] as const) {
    await db().updateTable("export").set({ state }).where("workspace_id", "=", busy.id).execute()
    expect([state, await beginRemoval(db(), busy.id, now)]).toEqual([state, "prepares_an_export"])
  }
  const before = await countOf(busy.id)
  expect(await finishRemovals(db(), files(), later)).toEqual({ over: 0, errors: [] })
  expect(await countOf(busy.id)).toEqual(before)
})

test("the audit log of a workspace that is there stays append-only while another one goes", async () => {
  const other = await server.addWorkspace("Other")
  expect(await beginRemoval(db(), other.id, now)).toBe("begun")
  await expect(sql`delete from audit_entry where workspace_id = ${kept.id}`.execute(db())).rejects.toThrow(
    "audit_entry is append-only",
  )
  await expect(sql`update audit_entry set actor_name = 'x'`.execute(db())).rejects.toThrow("append-only")
  expect(await finishRemovals(db(), files(), later)).toEqual({ over: 1, errors: [] })
})

test("a workspace whose files cannot be removed keeps no other one waiting, and is tried again", async () => {
  const [stuck, other] = [await server.addWorkspace("Stuck"), await server.addWorkspace("Other")]
  for (const workspace of [stuck, other]) {
    await files().put(fileIn(workspace), Readable.from(["x"]))
    expect(await beginRemoval(db(), workspace.id, now)).toBe("begun")
  }
  const broken = {
    ...files(),
    async remove(key: string) {
      if (key === fileIn(stuck)) throw new Error("it is busy")
      await files().remove(key)
    },
  }
  expect(await finishRemovals(db(), broken, later)).toEqual({ over: 1, errors: [new Error("it is busy")] })
  expect((await files().list("recordings/")).toSorted()).toEqual([fileIn(kept), fileIn(stuck)].toSorted())
  expect(await finishRemovals(db(), files(), later)).toEqual({ over: 1, errors: [] })
  expect(await files().list("recordings/")).toEqual([fileIn(kept)])
})

test("a removal of a workspace that never was removes nothing", async () => {
  await db()
    .insertInto("workspace_removal")
    .values({ workspace_id: randomUUID(), app_id: "x", name: "x", begun_at: now })
    .execute()
  const before = await countOf(kept.id)
  expect(await finishRemovals(db(), files(), later)).toEqual({ over: 1, errors: [] })
  expect(await countOf(kept.id)).toEqual(before)
})
