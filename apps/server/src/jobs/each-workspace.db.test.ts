import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import pino from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { testBilling } from "../billing/testing/test-billing.ts"
import { noRecordings } from "../recording/testing/no-recordings.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import type { Job } from "./job.ts"
import { makeFacetBlocks } from "./make-facet-blocks.ts"
import { settleSessions } from "./settle-sessions.ts"

const enoughForABlock = 1100

let database: TestDatabase
let intake: Intake
let broken: string
let last: string
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
  const begin = Date.now() - 3 * 24 * 3600_000
  const add = async (name: string, at: number) => {
    const workspace = newWorkspace(name, new Date(at))
    await createWorkspace(database.db, workspace, new Date(at))
    return workspace.id
  }
  broken = await add("broken", begin)
  last = await add("last", begin + 1000)
  for (const workspaceId of [broken, last]) {
    await intake.record({
      workspaceId,
      mode: "live",
      customerId: "cus_1",
      clientKey: randomUUID(),
      source: "widget",
      verified: true,
      receivedAt: new Date(begin),
      startedAt: new Date(begin),
      revision: 0,
      facts: { customer: { id: "cus_1", email: "ada@example.com" } },
    })
    await pastTheLog(database, (trx) =>
      sql`insert into session (workspace_id, id, mode, created_at, updated_at, outcome, settled_at, source, verified,
         revision, last_report_at, search_text, detail)
       select ${workspaceId}, gen_random_uuid(), 'live', at, at, 'abandoned', at, 'sdk', true, 1, at, '', '{}'
       from generate_series(1, ${enoughForABlock}::int) i, lateral (select now() - interval '2 days' - i * interval '1 minute' as at) x`.execute(
        trx,
      ),
    )
  }
  // whatever is written of the first workspace fails, with a value of a customer in the words
  await database.pool.query(`create function fail() returns trigger language plpgsql as $$ begin
    if new.workspace_id = '${broken}' then
      raise exception 'not for ada@example.com' using detail = 'ada@example.com'; end if;
    return new; end $$`)
  for (const table of ["session", "facet_block"])
    await database.pool.query(
      `create trigger fails before insert or update on ${table} for each row execute function fail()`,
    )
})
afterAll(() => database.close())

async function run(job: Job) {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) })
  const unused = {
    recordings: noRecordings,
    exports: { workOff: async () => {}, sweep: async () => {} },
    live: { announce: () => {} },
    mailer: null,
    secret: loadSecret("", "a secret for tests, long enough to be taken"),
  }
  const billing = testBilling({ log, now: () => new Date() })
  await job.run({ ...unused, billing, database, log })
  expect(lines.join("")).not.toContain("ada@")
  return lines.map((line) => JSON.parse(line))
}
const described = { name: "error", code: "P0001", frames: expect.any(Array) }

test("a session that cannot be settled says why, and the next workspace's settle", async () => {
  expect(await run(settleSessions)).toEqual([
    { level: 50, workspace: broken, failed: 1, errors: [described], msg: "could not settle sessions" },
    { level: 30, workspace: last, settled: 1, msg: "settled silent sessions" },
  ])
})

test("a workspace whose facet blocks cannot be made leaves the next one served", async () => {
  expect(await run(makeFacetBlocks)).toEqual([
    { level: 50, workspace: broken, error: described, msg: "could not make facet blocks" },
    { level: 30, workspace: last, made: 1, msg: "made facet blocks" },
  ])
})
