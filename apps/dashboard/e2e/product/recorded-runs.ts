import { randomUUID } from "node:crypto"
import { quietMs } from "../../../server/src/recording/finish-recordings.ts"
import {
  chunkOf,
  endRun,
  movesOf,
  openRun,
  sendChunk,
  type TestRun,
  theEnd,
} from "../../../server/src/recording/testing/a-run.ts"
import type { TestWorkspace } from "../../../server/src/testing/test-app.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"

/** Acme Cloud, as those who embed its flow know it. */
const acmeCloud = ({ place }: AcmeApp): TestWorkspace => ({
  ...{ id: place.acme.id, appId: place.acme.appId, blueprintId: "primary_1" },
  ...{ flowKey: "key 3", dataKeyLive: "", dataKeyTest: "", configKey: "" },
})

interface RecordedRun {
  customerId: string
  /** How long before the moment of the tests it began. */
  minutesAgo?: number
  mode?: "live" | "test"
}

/** A customer runs the flow to its end and is recorded, and the recording is put away. */
export async function recordRun(
  acme: AcmeApp,
  { customerId, minutesAgo = 10, mode = "live" }: RecordedRun,
): Promise<TestRun> {
  const workspace = acmeCloud(acme)
  const { db } = acme.database
  await db.updateTable("workspace").set({ records_runs: true }).where("id", "=", workspace.id).execute()
  const began = fixtureNow.getTime() - minutesAgo * 60_000
  acme.setTime(began)
  const run = await openRun(acme, workspace, { customerId, mode, run: randomUUID() })
  for (const [index, moves] of [movesOf(0), [...movesOf(1), ...theEnd(1)]].entries()) {
    const [status, sentence] = await sendChunk(acme, { ...chunkOf(workspace, run, index, moves), mode })
    if (status !== 204) throw new Error(`A piece was not kept: ${sentence}`)
  }
  await endRun(acme, workspace, run)
  await acme.recordings.finish(workspace.id, new Date(began + quietMs))
  acme.setTime(fixtureNow)
  return run
}

/** A piece that is refused, of a run that there is not. */
export async function sendStrayChunk(acme: AcmeApp): Promise<void> {
  const stray = { run: randomUUID(), customerId: "cus_ada", sessionId: "", recording: null }
  const [status] = await sendChunk(acme, chunkOf(acmeCloud(acme), stray, 0))
  if (status !== 404) throw new Error(`The piece was answered with ${status}`)
}

/** Which of these runs somebody can still read. */
export async function readableRuns(acme: AcmeApp, runs: readonly TestRun[]): Promise<TestRun[]> {
  const rows = await acme.database.db
    .selectFrom("recording")
    .select("session_id")
    .where("workspace_id", "=", acme.place.acme.id)
    .where("wrapped_key", "is not", null)
    .execute()
  const ids = rows.map(({ session_id }) => session_id)
  return runs.filter(({ sessionId }) => ids.includes(sessionId))
}
