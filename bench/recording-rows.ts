import { createHmac, randomUUID } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { Agent } from "node:http"
import { dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { OpenedFlow } from "@holdfast/protocol/flow"
import { type Move, recordingVersion } from "@holdfast/protocol/recording"
import { fileKey } from "../apps/server/src/recording/stored-log.ts"
import { timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { megabytes, mostMemory } from "./most-memory.ts"
import { postBody } from "./post-session.ts"
import { type Row, timingRow } from "./row.ts"
import { secondWorkspace } from "./second-workspace.ts"
import { tidyWorld } from "./world.ts"

const atOnce = 200
const rounds = 10
const uploading = 50
const watching = 10
/** What recordings may add to the server's memory. */
const mostAdded = 20 * 2 ** 20
const expiring = 100_000
/** One login may read only so many in an hour. */
const betweenPagesMs = 50

/** A run that is open, and what its customer sends. */
interface Run {
  sessionId: string
  report(revision: number): Promise<void>
  chunk(index: number): Promise<void>
}

interface Recording {
  sessionId: string
  startedAt: Date
}

/**
 * Pieces of 200 runs at once beside their reports alone; the memory that 50 of them and 10 who watch take; what opening one
 * costs among as many as the workspace has sessions; and pages while very many expire.
 */
export async function recordingRows(bench: Bench): Promise<Row[]> {
  const { ask, client } = bench
  // a world of an older Holdfast records nothing by itself, and what is opened below is older than is kept else
  await client.query("update workspace set records_runs = true, recording_keep_hours = null where id = $1", [
    ask.workspaceId,
  ])
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  try {
    return [
      await acknowledgements(bench, agent),
      await memory(bench, agent),
      await opening(bench, agent),
      await pagesWhileExpiring(bench),
    ]
  } finally {
    agent.destroy()
    await tidyWorld(client, ask.workspaceId)
  }
}

async function acknowledgements(bench: Bench, agent: Agent): Promise<Row> {
  const runs = await openRuns(bench, agent, atOnce)
  const [reported, kept]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await Promise.all(runs.map((run) => timed(reported, () => run.report(round + 1))))
    await Promise.all(runs.map((run) => timed(kept, () => run.chunk(round))))
  }
  const { rows } = await bench.client.query<{ count: string }>(
    "select count(*) from recording_chunk where workspace_id = $1 and session_id = any($2)",
    [bench.ask.workspaceId, runs.map(({ sessionId }) => sessionId)],
  )
  const lost = atOnce * rounds - Number(rows[0]?.count)
  const question = `a piece of a recording acknowledged, ${atOnce} at once, beside a report alone`
  return {
    ...timingRow(question, timingOf(kept), timingOf(reported), { p50: { most: 2 }, p95: { most: 2 } }),
    problem: lost === 0 ? undefined : `${lost} pieces were lost`,
  }
}

async function memory(bench: Bench, agent: Agent): Promise<Row> {
  const { server } = bench
  const runs = await openRuns(bench, agent, uploading)
  const [watched] = runs
  await watched?.chunk(0)
  const each = (what: (run: Run, round: number) => Promise<void>) =>
    Promise.all(
      runs.map(async (run) => {
        for (let round = 1; round <= 4 * rounds; round++) await what(run, round)
      }),
    )
  // what a server takes once is in both
  await Promise.all([each((run, round) => run.report(round)), watch(bench, watched, rounds)])
  const without = await mostMemory(server, () => each((run, round) => run.report(round)))
  const most = await mostMemory(server, () =>
    Promise.all([
      each((run, round) => run.chunk(round)),
      ...Array.from({ length: watching }, () => watch(bench, watched, 4 * rounds)),
    ]),
  )
  return {
    question: `server memory while ${uploading} are recorded and ${watching} watch, above the same with reports alone`,
    ours: megabytes(Math.max(0, most - without)),
    floor: megabytes(mostAdded),
    ratios: [{ of: "memory", times: Math.max(0, most - without) / mostAdded, limit: { most: 1 } }],
  }
}

async function watch({ ask }: Bench, run: Run | undefined, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await ask.data(`/recordings/${run?.sessionId}`)
}

async function opening(bench: Bench, agent: Agent): Promise<Row> {
  const { ask, client } = bench
  const [run] = await openRuns(bench, agent, 1)
  for (let index = 0; index < rounds; index++) await run?.chunk(index)
  const open = async () => {
    const took: number[] = []
    for (let i = 0; i < 200; i++) await timed(took, () => ask.data(`/recordings/${run?.sessionId}`))
    return timingOf(took.slice(50))
  }
  const among = await open()
  await client.query(bulkRecordings, [ask.workspaceId, bench.sessions])
  await client.query("vacuum analyze recording")
  const many = await open()
  return timingRow(
    `opening a recording among ${bench.sessions.toLocaleString("en-US")}, beside the same among few`,
    many,
    among,
    { p50: { most: 1.5 } },
  )
}

/** Of sessions that the world has, the oldest first; those of the last day are left to whoever records them. */
const bulkRecordings = `
  insert into recording (workspace_id, session_id, wrapped_key, started_at, last_chunk_at, finished_at, file, files)
  select workspace_id, id, '\\x00', created_at, created_at, created_at, 1, 1 from session
  where workspace_id = $1 and created_at < now() - interval '1 day' order by created_at limit $2
  on conflict do nothing
  returning session_id as "sessionId", started_at as "startedAt"`

/** A file for each of them, as large as that of a short run. */
async function writeFiles(dataDir: string, workspaceId: string, recordings: readonly Recording[]) {
  const bytes = Buffer.alloc(2000)
  for (const { sessionId, startedAt } of recordings) {
    const path = join(dataDir, "files", fileKey({ workspaceId, sessionId }, startedAt, 1))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
}

/** In the other workspace of the world, whose sessions may change; the server does it by itself, as each minute. */
async function pagesWhileExpiring({ server, ask, client, sessions }: Bench): Promise<Row> {
  const appId = await secondWorkspace(server, sessions)
  const { rows } = await client.query<{ id: string }>("select id from workspace where app_id = $1", [appId])
  const [{ id } = { id: "" }] = rows
  const keep = (hours: number | null) =>
    client.query("update workspace set recording_keep_hours = $2 where id = $1", [id, hours])
  await keep(null)
  try {
    // an earlier run that was ended has left its own
    await client.query("delete from recording where workspace_id = $1", [id])
    await client.query(forgetDeleted, [id])
    const { rows: expire } = await client.query<Recording>(bulkRecordings, [id, expiring])
    await writeFiles(server.dataDir, id, expire)
    await client.query("vacuum analyze recording, session")
    const alone: number[] = []
    for (let i = 0; i < 200; i++) {
      await timed(alone, () => ask.stream("", ""))
      await sleep(betweenPagesMs)
    }
    const meanwhile: number[] = []
    const started = performance.now()
    await keep(1)
    await client.query("select graphile_worker.add_job('tend-recordings', job_key => 'tend-recordings')")
    for (let left = expire.length; left > 0; ) {
      for (let i = 0; i < 20; i++) {
        await timed(meanwhile, () => ask.stream("", ""))
        await sleep(betweenPagesMs)
      }
      left = Number((await client.query<{ n: string }>(notRemoved, [id])).rows[0]?.n ?? 0)
    }
    const seconds = Math.round((performance.now() - started) / 1000)
    return timingRow(
      `first page while ${expire.length.toLocaleString("en-US")} recordings expire, which takes ${seconds} s, beside the page alone`,
      timingOf(meanwhile),
      timingOf(alone.slice(100)),
      { p50: { most: 3 }, p95: { most: 4 } },
    )
  } finally {
    await keep(null)
    await client.query("delete from recording where workspace_id = $1", [id])
  }
}

const notRemoved =
  "select count(*) as n from recording where workspace_id = $1 and (removed_at is null or sweep_at is not null)"

/** What an earlier run has told the sessions, so that this one tells them as much. */
const forgetDeleted = `
  with told as (
    update session set recording_state = null where workspace_id = $1 and recording_state = 'deleted'
    returning mode, created_at
  )
  insert into facet_stale (workspace_id, mode, from_at, to_at)
  select $1, mode, min(created_at), max(created_at) from told group by mode`

const openRuns = (bench: Bench, agent: Agent, count: number): Promise<Run[]> =>
  Promise.all(Array.from({ length: count }, () => openRun(bench, agent)))

async function openRun({ server }: Bench, agent: Agent): Promise<Run> {
  const { keys, url } = server
  const customerId = `cus_${randomUUID()}`
  const now = Date.now()
  const who = {
    app: keys.appId,
    customerId,
    authHash: createHmac("sha256", keys.flowKey).update(customerId).digest("hex"),
    run: randomUUID(),
  }
  const times = { startedAt: now, sentAt: now }
  const answer = await fetch(`${url}/v1/flow/open`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify({ ...who, ...times }),
  })
  const opened = (await answer.json()) as OpenedFlow
  if (!opened.sessionId || opened.recording?.on !== true) throw new Error("A run is not recorded")
  const post = async (path: string, body: object, expected: number) => {
    const status = await postBody(server, agent, path, JSON.stringify({ ...who, ...body }))
    if (status !== expected) throw new Error(`${path}: status ${status}`)
  }
  return {
    sessionId: opened.sessionId,
    report: (revision) => post("/v1/flow/report", { ...times, revision, session: { clicks: revision } }, 200),
    chunk: (index) =>
      post(
        "/v1/flow/recording",
        { index, ...(index === 0 && { head: headOf(opened, now) }), moves: movesOf(index) },
        204,
      ),
  }
}

const headOf = ({ blueprint }: OpenedFlow, startedAt: number) => ({
  version: recordingVersion,
  build: "0".repeat(32),
  blueprintId: blueprint.id,
  blueprintVersion: blueprint.version,
  startedAt,
  ...{ utcOffset: 0, uiLang: "en", locale: "en", direction: "ltr", ownWords: [], mergeFields: [] },
  ...{
    hiddenOffers: [],
    coupon: null,
    plans: null,
    hasCancelNow: false,
    hasNotice: false,
    look: { light: {}, dark: {} },
  },
  ...{ isDark: false, fonts: [], width: 1280, height: 720 },
})

/** Of five seconds: the pointer goes its way, and something is pressed. */
const movesOf = (index: number): Move[] => [
  ...Array.from(
    { length: 40 },
    (_, i): Move => [index * 5000 + i * 120, "pointer", (i * 31) % 1200, (i * 17) % 700],
  ),
  [index * 5000 + 4900, "press", 600, 400, 2],
]
