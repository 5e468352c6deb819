import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { toRecord } from "../read/to-record.ts"
import { readPages } from "./read-pages.ts"
import type { SourceItem } from "./source-item.ts"
import { importInto } from "./testing/import-into.ts"

const now = new Date("2026-11-01T12:00:00.000Z")
let server: TestApp
let shop: TestWorkspace
let url: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now, sessions: 1_200 })
  url = await server.app.listen({ host: "127.0.0.1", port: 0 })
})
afterAll(() => server.close())

const pages = (dataKey = shop.dataKeyLive) => ({
  url: `${url}/v1`,
  appId: shop.appId,
  dataKey,
  signal: new AbortController().signal,
  pageSize: 20,
})

/** The ended live sessions of a workspace as the Data API gives them, with the session that bounced each. */
async function sessionsOf({ id }: TestWorkspace) {
  const rows = await server.database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", id)
    .where("mode", "=", "live")
    .where("outcome", "<>", "open")
    .orderBy("created_at")
    .orderBy("id")
    .execute()
  return rows.map((row) => {
    const { org: _, ...record } = toRecord(row)
    return { id: row.id, customer_id: row.customer_id, bounced_by: row.bounced_by, record }
  })
}

test("another server's sessions come over, page by page, the bounced ones too", async () => {
  const copy = await server.addWorkspace("Copy")
  const { counts, refused } = await importInto(server.database, copy.id, readPages(pages()).items)
  const theirs = await sessionsOf(shop)
  expect(theirs.filter((row) => row.bounced_by !== null).length).toBeGreaterThan(50)
  expect(refused).toEqual([])
  expect(counts).toMatchObject({ read: theirs.length, new: theirs.length, unchanged: 0 })
  expect(await sessionsOf(copy)).toEqual(theirs)
})

test("sessions that are recorded while pages are read hide none, and come with the next import", async () => {
  const copy = await server.addWorkspace("Moving")
  const before = await sessionsOf(shop)
  /** Every fortieth record, somebody cancels, and the session that they had last is bounced: rows move both ways. */
  async function* whileOthersCancel(): AsyncGenerator<SourceItem> {
    for await (const item of readPages(pages()).items) {
      if (item.place.record % 40 === 0) await cancel(before.at(-item.place.record / 40)?.customer_id)
      yield item
    }
  }
  const cancel = (customerId: string | null | undefined) =>
    server.intake.record({
      workspaceId: shop.id,
      mode: "live",
      customerId: customerId ?? "somebody",
      clientKey: randomUUID(),
      source: "widget",
      verified: true,
      receivedAt: now,
      startedAt: now,
      revision: 1,
      facts: { canceled: true, customer: { id: customerId ?? "somebody" } },
    })
  await importInto(server.database, copy.id, whileOthersCancel())
  const after = await sessionsOf(shop)
  expect(after.length).toBeGreaterThan(before.length + 20)
  const here = new Set((await sessionsOf(copy)).map((row) => row.id))
  expect(before.filter((row) => !here.has(row.id))).toEqual([])

  await importInto(server.database, copy.id, readPages(pages()).items)
  expect(await sessionsOf(copy)).toEqual(after)
})

test("a wrong key ends the import with the server's sentence", async () => {
  const copy = await server.addWorkspace("Nothing")
  await expect(importInto(server.database, copy.id, readPages(pages("data_wrong")).items)).rejects.toThrow(
    `${url} answers 401: x-ck-api-key is not a data key of this workspace.`,
  )
  expect(await sessionsOf(copy)).toEqual([])
})
