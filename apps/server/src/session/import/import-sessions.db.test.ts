import { afterAll, beforeAll, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { importInto, itemsOf } from "./testing/import-into.ts"

type Fields = Record<string, unknown>

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z") })
})
afterAll(() => server.close())

/** Everything that the Data API gives of a workspace, live and test, bounced or not. */
async function exported({ appId, dataKeyLive, dataKeyTest }: TestWorkspace): Promise<Fields[]> {
  const all: Fields[] = []
  for (const key of [dataKeyLive, dataKeyTest]) {
    for (const bounced of [false, true]) {
      const answer = await server.app.inject({
        url: `/v1/data/sessions?limit=10000&bounced=${bounced}`,
        headers: { "x-ck-app": appId, "x-ck-api-key": key },
      })
      expect(answer.statusCode).toBe(200)
      all.push(...answer.json<Fields[]>())
    }
  }
  return all
}

const none = { new: 0, changed: 0, unchanged: 0, inProgress: 0, refused: 0 }

test("what the Data API gave comes back the same, record by record, and a second import changes nothing", async () => {
  const copy = await server.addWorkspace("Copy")
  const records = await exported(shop)
  expect(records.length).toBeGreaterThan(1000)
  expect(records.filter((record) => record.bounced).length).toBeGreaterThan(50)

  const first = await importInto(server.database, copy.id, itemsOf(records))
  expect(first).toEqual({ counts: { ...none, read: records.length, new: records.length }, refused: [] })
  expect(await exported(copy)).toEqual(records.map((record) => ({ ...record, org: copy.id })))

  const second = await importInto(server.database, copy.id, itemsOf(records))
  expect(second.counts).toEqual({ ...none, read: records.length, unchanged: records.length })
})
