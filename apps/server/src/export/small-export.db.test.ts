import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { seedVaried } from "../testing/varied-sessions.ts"
import { type ExportPools, openExportPools } from "./export-pool.ts"
import { sendSmallExport } from "./small-export.ts"

let database: TestDatabase
let pools: ExportPools
const workspaceId = "01a20000-0000-7000-8000-000000000003"
beforeAll(async () => {
  database = await testDatabase()
  await seedVaried(database, workspaceId)
  await write("as it was")
  pools = openExportPools(database.address, () => {}, false)
  // somebody writes behind the first read of every export: between it and the copy
  pools.direct.on("connect", (client) => {
    const send = client.query
    Object.assign(client, {
      query(this: typeof client, ...sent: unknown[]) {
        const go = () => Reflect.apply(send, this, sent)
        return sent[0] === "set local statement_timeout = 0" ? write("as it became").then(go) : go()
      },
    })
  })
})
afterAll(async () => {
  await pools.close()
  await database.close()
})

const write = (feedback: string) =>
  pastTheLog(database, (trx) =>
    sql`update session set feedback = ${feedback}, search_text = search_text || ' lantern'
        where workspace_id = ${workspaceId}`.execute(trx),
  )

const choice: ExportChoice = {
  profile: "machine",
  columns: ["feedback"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

test.each<[string, Partial<SessionFilter>]>([
  ["without a filter", {}],
  ["under a facet", { is: { outcome: ["saved"] } }],
  ["under a search", { search: "lantern" }],
  ["under both", { is: { outcome: ["saved"] }, search: "lantern" }],
])("an export %s is of one moment, whatever is written between its reads", async (_, filter) => {
  await write("as it was")
  let text = ""
  const signal = new AbortController().signal
  await sendSmallExport(
    { pool: pools.direct, others: database.pool },
    { filter: { workspaceId, mode: "live", ...filter }, choice },
    { findTimeoutMs: 10_000, signal },
    async (sent) => {
      text = Buffer.concat(await sent.toArray()).toString()
    },
  )
  const [head, ...rows] = text.split("\r\n").slice(0, -1)
  expect(head).toBe("feedback")
  expect(rows.length).toBeGreaterThan(0)
  expect(new Set(rows)).toEqual(new Set(["as it was"]))
})
