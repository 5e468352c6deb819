import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { onDatabase } from "../testing/test-postgres.ts"
import { type Database, openDatabase } from "./database.ts"
import { migrate } from "./migrate.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("two servers that start at once on an empty database migrate it once", async () => {
  await database.pool.query(`create database empty_one_of_${process.pid}`)
  const address = onDatabase(database.address, `empty_one_of_${process.pid}`)
  const servers = [openDatabase(address, () => {}), openDatabase(address, () => {})]
  const files = readdirSync(join(import.meta.dirname, "migrations"))
  const done = await Promise.all(servers.map((server) => migrate(server)))
  expect(done.map((names) => names.length).sort()).toEqual([0, files.length])
  for (const server of servers) await server.close()
  await database.pool.query(`drop database empty_one_of_${process.pid}`)
})

test("a migrated database has nothing left to migrate", async () => {
  expect(await migrate(database)).toEqual([])
})

describe("versions from before flows were things", () => {
  let old: Database
  const [shop, other, flowless] = ["1", "2", "3"].map((n) => `01a00000-0000-7000-8000-00000000000${n}`)
  const day = (date: number) => new Date(Date.UTC(2026, 10, date))
  const name = `old_one_of_${process.pid}`

  beforeAll(async () => {
    await database.pool.query(`create database ${name}`)
    old = openDatabase(onDatabase(database.address, name), () => {})
    await migrate(old, "0016_export_audit_words")
    const add = (
      workspace: string | undefined,
      id: string,
      segment: string | null,
      version: number,
      called = id,
    ) =>
      old.pool.query("insert into blueprint values ($1, $2, $3, $4, $5, $6, $7)", [
        workspace,
        id,
        segment,
        called,
        version,
        { steps: [] },
        day(version),
      ])
    await add(shop, "primary-1", null, 1)
    await add(shop, "primary-2", null, 2)
    await add(shop, "vip-1", "vip", 1, "Important people")
    await add(shop, "vip-2", "vip", 2, "VIP")
    // the same id in another workspace, and a segment of no name
    await add(other, "primary-1", null, 7)
    await add(other, "blank-1", "", 1)
    await old.pool.query(
      `insert into session (workspace_id, id, mode, created_at, updated_at, outcome, source, verified, revision,
         last_report_at, blueprint_id, search_text, detail)
       values ($1, $1, 'live', now(), now(), 'open', 'sdk', true, 0, now(), 'unknown', '', '{}')`,
      [flowless],
    )
    expect(await migrate(old)).toContain("0018_flow")
  })
  afterAll(async () => {
    await old.close()
    await database.pool.query(`drop database ${name}`)
  })

  test("are versions of one flow for each segment, and of the Primary Flow", async () => {
    const { rows: flows } = await old.pool.query(
      "select workspace_id, segment_id, arm, name, created_at, archived_at from flow order by workspace_id, segment_id nulls first",
    )
    const flow = (
      workspace_id: string | undefined,
      segment_id: string | null,
      name: string,
      date: number,
    ) => ({
      workspace_id,
      segment_id,
      arm: null,
      name,
      created_at: day(date),
      archived_at: null,
    })
    expect(flows).toEqual([
      flow(shop, null, "primary-2", 1),
      flow(shop, "vip", "VIP", 1),
      flow(other, null, "primary-1", 7),
      flow(other, "", "blank-1", 1),
    ])
    const { rows: versions } = await old.pool.query(
      `select blueprint.workspace_id, blueprint.id, flow.segment_id, version, published_by, note
       from blueprint join flow on flow.workspace_id = blueprint.workspace_id and flow.id = blueprint.flow_id
       order by blueprint.workspace_id, blueprint.id`,
    )
    const version = (
      workspace_id: string | undefined,
      id: string,
      segment_id: string | null,
      version: number,
    ) => ({
      workspace_id,
      id,
      segment_id,
      version,
      published_by: null,
      note: null,
    })
    expect(versions).toEqual([
      version(shop, "primary-1", null, 1),
      version(shop, "primary-2", null, 2),
      version(shop, "vip-1", "vip", 1),
      version(shop, "vip-2", "vip", 2),
      version(other, "blank-1", "", 1),
      version(other, "primary-1", null, 7),
    ])
  })

  test("leave a workspace that had sessions and no versions as it was", async () => {
    const { rows } = await old.pool.query("select blueprint_id from session where workspace_id = $1", [
      flowless,
    ])
    expect(rows).toEqual([{ blueprint_id: "unknown" }])
  })
})

test("every index but those of the installation, and of what is due for all workspaces at once, begins with the workspace", async () => {
  const { rows } = await database.pool.query<{ name: string; first: string }>(`
    select c.relname as name, a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where t.relnamespace = 'public'::regnamespace
      and t.relname not in ('workspace', 'mail', 'migration', 'migration_lock', 'heartbeat', 'downtime')`)
  expect(rows.length).toBeGreaterThan(10)
  const ofAllDue = ["digest_due", "alert_read"]
  const others = rows.filter(({ first }) => first !== "workspace_id").map(({ name }) => name)
  expect(others.toSorted()).toEqual(ofAllDue.toSorted())
})
