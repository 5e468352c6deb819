import { request } from "node:http"
import { Writable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { defaultExportColumns, type Export, type ExportChoice } from "@holdfast/protocol/dashboard"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { copyStatement } from "../apps/server/src/export/file/copy-statement.ts"
import { matches } from "../apps/server/src/session/read/session-filter.ts"
import type { Asker } from "./asker.ts"
import { timeOnce, timingOf } from "./measure.ts"
import { atMost, type Row, timingRow } from "./row.ts"
import { secondWorkspace } from "./second-workspace.ts"
import type { BenchServer } from "./server.ts"

const choice: ExportChoice = {
  profile: "machine",
  columns: [...defaultExportColumns],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}
const small = 5000
const mostExtraMb = 60
const mb = (bytes: number) => Math.round(bytes / 2 ** 20)

/** Of a larger world no more is exported. */
const mostExported = 5_000_000

/**
 * Exports beside the bare `COPY` of the same select, and what they cost others.
 * @param idle resident memory of the server when it had just started, in bytes
 * @param isLarge whether to measure the large ones alone, of the newest five million sessions
 */
export async function exportRows(
  server: BenchServer,
  ask: Asker,
  client: pg.Client,
  { idle, isLarge }: { idle: number; isLarge: boolean },
): Promise<Row[]> {
  const from = isLarge ? await newest(client, ask.workspaceId, mostExported) : null
  const { rows: segments } = await client.query<{ id: string; name: string }>(
    "select id, name from segment where workspace_id = $1",
    [ask.workspaceId],
  )
  const statement = copyStatement({
    choice,
    where: matches({ workspaceId: ask.workspaceId, mode: "live", ...(from && { from }) }),
    workspaceId: ask.workspaceId,
    segmentNames: Object.fromEntries(segments.map(({ id, name }) => [id, name])),
  })
  // the first reads what the disk has, for both
  await rawCopy(server, statement)
  let most = server.memory()
  const watch = setInterval(() => {
    most = Math.max(most, server.memory())
  }, 50)
  const plain = await speedOf(server, choice, from)
  const raw = await rawCopy(server, statement)
  const packed = await speedOf(server, { ...choice, isCompressed: true }, from)
  clearInterval(watch)
  return [
    shareRow("large export, Machine CSV, to disk", plain, raw, 0.85),
    shareRow("large export, Machine CSV, gzip, to disk", packed, raw, 0.4),
    {
      what: `server memory during these exports of ${plain.rows.toLocaleString("en-US")} rows`,
      ours: `${mb(most)} MB (${mb(idle)} MB idle)`,
      floor: "–",
      ratio: "–",
      bound: `≤ ${mostExtraMb} MB above idle`,
      isMet: mb(most) - mb(idle) <= mostExtraMb,
    },
    ...(isLarge ? [] : [...(await smallRows(server, ask, client)), await pagesMeanwhile(server, ask)]),
  ]
}

interface Speed {
  rows: number
  perSecond: number
}

/** The same select through the same driver to nowhere. */
async function rawCopy({ database }: BenchServer, statement: string): Promise<Speed> {
  const client = new pg.Client({
    ...database,
    options: "-c jit=off -c max_parallel_workers_per_gather=0 -c timezone=UTC",
  })
  await client.connect()
  const copy = client.query(copyTo(statement))
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() })
  const ms = await timeOnce(() => pipeline(copy, nowhere))
  await client.end()
  return { rows: copy.rowCount, perSecond: (copy.rowCount / ms) * 1000 }
}

const headers = ({ cookie, url }: BenchServer) => ({
  cookie,
  origin: url,
  "content-type": "application/json",
})

/** From the request to the file. */
async function speedOf(server: BenchServer, of: ExportChoice, from: Date | null): Promise<Speed> {
  let rows = 0
  const ms = await timeOnce(async () => {
    rows = (await makeExport(server, of, server.keys.appId, from)).rowsDone
  })
  return { rows, perSecond: (rows / ms) * 1000 }
}

/** When the so manyth session began, from the newest. */
async function newest(client: pg.Client, workspaceId: string, sessions: number): Promise<Date> {
  const { rows } = await client.query<{ created_at: Date }>(
    `select created_at from session where workspace_id = $1 and mode = 'live'
     order by created_at desc, id desc offset $2 limit 1`,
    [workspaceId, sessions - 1],
  )
  return rows[0]?.created_at ?? new Date(0)
}

async function makeExport(
  server: BenchServer,
  of: ExportChoice,
  appId: string,
  from: Date | null,
): Promise<Export> {
  const path = `${server.url}/api/workspaces/${appId}/exports`
  const asked = await fetch(`${path}?mode=live${from ? `&from=${from.toISOString()}` : ""}`, {
    method: "POST",
    headers: headers(server),
    body: JSON.stringify(of),
  })
  if (asked.status !== 202) throw new Error(`The export was refused: ${await asked.text()}`)
  const { id } = (await asked.json()) as Export
  for (;;) {
    const now = (await (await fetch(`${path}/${id}`, { headers: headers(server) })).json()) as Export
    if (now.state === "done") return now
    if (now.state !== "queued" && now.state !== "running") throw new Error(`The export is ${now.state}`)
    await sleep(25)
  }
}

function shareRow(what: string, ours: Speed, raw: Speed, least: number): Row {
  const words = ({ perSecond }: Speed) => `${Math.round(perSecond).toLocaleString("en-US")} rows/s`
  const share = ours.perSecond / raw.perSecond
  return {
    what,
    ours: words(ours),
    floor: words(raw),
    ratio: `${Math.round(share * 100)} %`,
    bound: `≥ ${least * 100} % of the bare COPY`,
    isMet: share >= least,
  }
}

async function smallRows(server: BenchServer, ask: Asker, client: pg.Client): Promise<Row[]> {
  const from = (await newest(client, ask.workspaceId, small)).toISOString()
  const firsts: number[] = []
  const wholes: number[] = []
  for (let i = 0; i < 23; i++) {
    const { firstMs, wholeMs } = await download(server, from)
    if (i < 3) continue
    firsts.push(firstMs)
    wholes.push(wholeMs)
  }
  const [first, whole] = [timingOf(firsts), timingOf(wholes)]
  return [
    timingRow(`small export of ${small.toLocaleString("en-US")}: first byte`, first, null, [
      atMost("p95", first.p95Ms, 150),
    ]),
    timingRow(`small export of ${small.toLocaleString("en-US")}: whole`, whole, null, [
      atMost("p95", whole.p95Ms, 400),
    ]),
  ]
}

function download(server: BenchServer, from: string): Promise<{ firstMs: number; wholeMs: number }> {
  const path = `/api/workspaces/${server.keys.appId}/exports/download?mode=live&from=${from}`
  return new Promise((done, fail) => {
    const started = performance.now()
    let firstMs = 0
    const asked = request(server.url + path, { method: "POST", headers: headers(server) }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`A download was refused: ${answer.statusCode}`))
      answer.once("data", () => {
        firstMs = performance.now() - started
      })
      answer.on("data", () => {})
      answer.on("end", () => done({ firstMs, wholeMs: performance.now() - started }))
    })
    asked.on("error", fail)
    asked.end(JSON.stringify(choice))
  })
}

/** The first page of the stream, alone and while two workspaces export. */
async function pagesMeanwhile(server: BenchServer, ask: Asker): Promise<Row> {
  const second = await secondWorkspace(server)
  const page = () => timeOnce(() => ask.stream("", ""))
  const alone: number[] = []
  for (let i = 0; i < 400; i++) {
    const took = await page()
    if (i >= 100) alone.push(took)
    await sleep(5)
  }
  let isOver = false
  const exports = Promise.all(
    [server.keys.appId, second].map((appId) => makeExport(server, choice, appId, null)),
  ).finally(() => {
    isOver = true
  })
  const meanwhile: number[] = []
  while (!isOver) {
    meanwhile.push(await page())
    await sleep(5)
  }
  await exports
  const [idle, busy] = [timingOf(alone), timingOf(meanwhile)]
  return timingRow("first page while two workspaces export", busy, idle, [
    { words: "p95 ≤ 2 × alone", isMet: busy.p95Ms <= 2 * idle.p95Ms },
  ])
}
