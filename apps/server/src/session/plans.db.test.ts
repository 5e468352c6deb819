import { facetDimensions } from "@holdfast/protocol"
import { Kysely, PostgresDialect } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { atOneMoment } from "../db/at-one-moment.ts"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { Tables } from "../db/schema.ts"
import { demoFlows } from "../demo/demo-flows.ts"
import { seedSessions } from "../demo/seed-sessions.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { aggregateSessions } from "./count/aggregate-sessions.ts"
import { countFacets } from "./count/count-facets.ts"
import { countSessions } from "./count/count-sessions.ts"
import { updateFacetBlocks } from "./count/facet-blocks/update-facet-blocks.ts"
import { listIds } from "./read/list-ids.ts"
import { listSessions, listSessionsFrom } from "./read/list-sessions.ts"
import { readCustomerProfile } from "./read/read-customer-profile.ts"
import { readSessionPage } from "./read/read-session-page.ts"
import type { SessionFilter } from "./read/session-filter.ts"
import { findReported } from "./report/find-reported.ts"
import { listNeighbours } from "./report/list-neighbours.ts"

/** The queries that people wait for, planned over 100,000 sessions: none reads the table of sessions from end to end. */
const until = new Date("2026-11-01T00:00:00.000Z")
const workspaceId = newId(until)
const live = { workspaceId, mode: "live" } as const
const smallId = newId(until)
const small = { workspaceId: smallId, mode: "live" } as const
const from = new Date(until.getTime() - 90 * 24 * 3600 * 1000)

interface Query {
  sql: string
  parameters: readonly unknown[]
}

let database: TestDatabase
let watched: Kysely<Tables>
let seen: Query[] = []

beforeAll(async () => {
  database = await testDatabase()
  watched = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => void seen.push(query),
  })
  const flows = demoFlows(workspaceId, { until, years: 2 })
  await seedSessions(database.pool, workspaceId, { sessions: 100_000, seed: 1, years: 2, until, flows })
  await updateFacetBlocks(database, workspaceId, new Date(until.getTime() + 1))
  // a small one beside it: what is fast there must not read the big one
  await seedSessions(database.pool, smallId, {
    sessions: 200,
    seed: 2,
    years: 2,
    until,
    flows: demoFlows(smallId, { until, years: 2 }),
  })
  await database.pool.query("vacuum analyze")
}, 300_000)
afterAll(() => database.close())

/** The tables that the plans of `work` read from end to end. */
async function readWhole(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  seen = []
  await work(watched)
  const queries = seen.filter(({ sql }) => /^\s*\(?\s*(select|with)\b/i.test(sql))
  expect(queries).not.toEqual([])
  const whole: string[] = []
  for (const { sql, parameters } of queries) {
    const { rows } = await database.pool.query({
      text: `explain (format json) ${sql}`,
      values: [...parameters],
    })
    whole.push(...scannedTables(rows[0]["QUERY PLAN"][0].Plan))
  }
  return whole
}

interface Plan {
  "Node Type": string
  "Relation Name"?: string
  Plans?: Plan[]
}

const scannedTables = (plan: Plan): string[] => [
  ...(plan["Node Type"] === "Seq Scan" && plan["Relation Name"] ? [plan["Relation Name"]] : []),
  ...(plan.Plans ?? []).flatMap(scannedTables),
]

async function expectNoScan(work: (db: Db) => Promise<unknown>): Promise<void> {
  expect(await readWhole(work)).not.toContain("session")
}

test("a query that reads all sessions would be seen", async () => {
  expect(await readWhole((db) => db.selectFrom("session").select("feedback").execute())).toEqual(["session"])
})

const choices: SessionFilter[] = [
  live,
  { ...live, is: { billingInterval: ["YEAR"] } },
  { ...live, is: { offerType: ["PAUSE", "DISCOUNT"], trial: ["true"] } },
  {
    ...live,
    is: { billingInterval: ["YEAR"], ageYears: ["1"], trial: ["true"] },
    not: { offerType: [null] },
  },
  { ...live, is: { outcome: ["abandoned"], segmentId: [null], ageYears: ["0"], billingInterval: ["MONTH"] } },
  { ...live, is: { planId: ["no such plan"] } },
  { ...live, is: { bounced: ["true"] } },
]

test("pages, whatever is chosen, at any depth", async () => {
  const half = new Date(until.getTime() - 365 * 24 * 3600 * 1000)
  for (const filter of choices) {
    for (const range of [{}, { from }]) {
      for (const before of [null, { createdAt: half, id: newId(half) }]) {
        await expectNoScan((db) => listSessions(db, { ...filter, ...range }, before, 11))
      }
    }
  }
})

test("choices are looked up in the facet blocks, also where a caller says that no ids are asked for", async () => {
  for (const filter of choices.slice(1)) {
    for (const ids of [{}, { ids: {}, notIds: {} }]) {
      await readWhole(async (db) => {
        for (const read of [
          () => listSessions(db, { ...filter, ...ids }, null, 11),
          () => countSessions(db, { ...filter, ...ids }),
          () => countFacets(db, { ...filter, ...ids }, facetDimensions),
        ]) {
          seen = []
          await read()
          expect(seen.filter(({ sql }) => sql.includes("facet_bits"))).toHaveLength(1)
        }
      })
    }
  }
})

test("searches", async () => {
  const searches = [
    "a",
    "q",
    "§",
    "qz",
    "@e",
    "expensive",
    "too expensive",
    "ada@example.com",
    "cus_8f3k2",
    "no such words",
  ]
  for (const search of searches) {
    await expectNoScan((db) => listSessions(db, { ...live, search }, null, 11))
  }
  await expectNoScan((db) =>
    listSessions(db, { ...live, search: "expensive", is: { trial: ["true"] } }, null, 11),
  )
})

test("counts, facets and aggregations", async () => {
  for (const filter of choices) {
    for (const range of [{}, { from }]) {
      await expectNoScan((db) => countSessions(db, { ...filter, ...range }))
      await expectNoScan((db) => countFacets(db, { ...filter, ...range }, facetDimensions))
      await expectNoScan((db) => aggregateSessions(db, { ...filter, ...range }, ["day", "saveType"], "UTC"))
    }
  }
})

test("the Data API's pages", async () => {
  const valid = { ...live, is: { bounced: ["false"] }, not: { outcome: ["open"] } } as const
  await expectNoScan((db) => listSessionsFrom(db, valid, 0, 100))
  await expectNoScan((db) =>
    listSessionsFrom(db, { ...valid, is: { ...valid.is, offerType: ["PAUSE"] } }, 1000, 1000),
  )
  await expectNoScan((db) => listSessionsFrom(db, { ...live, ids: { customerId: ["cus_1"] } }, 0, 100))
  await expectNoScan((db) =>
    listSessionsFrom(db, { ...live, ids: { customerEmail: ["a@example.com"] } }, 0, 100),
  )
  await expectNoScan((db) => listSessionsFrom(db, { ...live, ids: { sessionId: [newId(until)] } }, 0, 100))
})

test("a session by its id, all but some, and pages far down", async () => {
  const ids = { sessionId: [newId(until), "66f0c0ffee66f0c0ffee66f0"] }
  await expectNoScan((db) => listSessionsFrom(db, { ...live, ids }, 0, 100))
  await expectNoScan((db) => countSessions(db, { ...live, ids }))
  await expectNoScan((db) => listSessionsFrom(db, { ...live, notIds: ids }, 0, 100))
  await expectNoScan((db) => listSessionsFrom(db, { ...live, notIds: { customerId: ["cus_1"] } }, 0, 100))
  await expectNoScan((db) => listSessionsFrom(db, { ...live, is: { offerType: ["PAUSE"] } }, 50_000, 100))
})

test("the newest ids under any filter", async () => {
  for (const filter of [...choices, { ...live, search: "expensive" }, { ...live, search: "qz" }]) {
    await expectNoScan((db) => atOneMoment(db, (moment) => listIds(moment, filter, 5001)))
  }
})

test("a small workspace beside a big one", async () => {
  for (const filter of choices) {
    const there = { ...filter, ...small }
    await expectNoScan((db) => listSessions(db, there, null, 11))
    await expectNoScan((db) => countSessions(db, there))
    await expectNoScan((db) => countFacets(db, there, facetDimensions))
    await expectNoScan((db) => aggregateSessions(db, there, ["day", "saveType"], "UTC"))
  }
  for (const search of ["a", "qz", "expensive", "no such words"]) {
    await expectNoScan((db) => listSessions(db, { ...small, search }, null, 11))
  }
})

test("the sessions that a report may be about", async () => {
  const report = {
    ...live,
    customerId: "cus_1",
    clientKey: "run:1",
    source: "sdk",
    verified: true,
    receivedAt: until,
    startedAt: until,
    revision: 1,
    facts: {},
    claim: { blueprintId: null, firstStep: until },
  } as const
  await expectNoScan((db) => findReported(db, [report]))
})

test("a customer's neighbours", async () => {
  await expectNoScan((db) => listNeighbours(db, { ...live, customerId: "cus_1", verified: true }, until))
})

test("the page of a session and the profile of a customer", async () => {
  const [bounced] = await listSessions(database.db, { ...live, is: { bounced: ["true"] } }, null, 1)
  const { id = "", customer_id: customerId = "" } = bounced ?? {}
  await expectNoScan((db) => readSessionPage(db, workspaceId, id, new Date()))
  await expectNoScan((db) => readCustomerProfile(db, workspaceId, customerId ?? "", "live"))
})
