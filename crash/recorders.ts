import { createHmac, randomUUID } from "node:crypto"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { OpenedFlow } from "@holdfast/protocol/flow"
import type { Move, RecordedRun, RecordingHead } from "@holdfast/protocol/recording"
import type { Journal } from "./journal.ts"
import { type Product, until } from "./product.ts"

/** A run that is recorded, and what of it was acknowledged. */
export interface Recorded {
  sessionId: string
  /** Indexes of pieces that were sent, and of those that were acknowledged. */
  sent: Set<number>
  acknowledged: Set<number>
  /** What became of the wish to delete the recording; null where nobody had it. */
  deletion: "asked" | "done" | null
}

/** A recording as it is read, with the files that lie there of it. */
export interface Read {
  status: number
  /** The pieces that are in it as a whole; one of which a part alone is there is among `broken`. */
  whole: number[]
  broken: number[]
  /** Names of its files, finished ones and others. */
  files: string[]
}

const recordersAtOnce = 3
const patienceMs = 20_000
const againMs = 100
const mostPieces = 8
/** So often the quiet is over after which a recording goes into its file, rather than once a minute. */
const packEveryMs = 2000
/** So late files that nobody reads are swept, rather than after minutes. */
const sweepAfterSeconds = 10

/** Moves that tell of which piece they are. */
const movesOf = (index: number): Move[] => [
  [index * 1000, "pointer", index, 1],
  [index * 1000 + 10, "press", index, 2, -1],
  [index * 1000 + 20, "pointer", index, 3],
]

/** Customers who are recorded, one after the other, until they are stopped; some of them have it deleted meanwhile. */
export function startRecorders(product: Product, journal: Journal, random: () => number) {
  const stopping = new AbortController()
  const { signal } = stopping
  const recorded: Recorded[] = []
  const working = Array.from({ length: recordersAtOnce }, async (_, recorder) => {
    for (let n = 0; !signal.aborted; n++)
      await recordOne(product, journal, `records-${recorder}-${n}`, recorded, random, signal)
  })
  const packing = (async () => {
    while (!signal.aborted) {
      // a fault of the database is none of this
      await pack(product).catch(() => {})
      await sleep(packEveryMs)
    }
  })()
  return {
    recorded,
    async stop() {
      stopping.abort()
      await Promise.all([...working, packing])
    },
  }
}

/** Has the job work that puts away recordings of which nothing came for long. */
async function pack({ ask }: Product, sweepAfter = sweepAfterSeconds): Promise<void> {
  await ask(`update recording set sweep_at = least(sweep_at, now() + interval '${sweepAfter} seconds')
    where sweep_at is not null`)
  await ask(`update recording set last_chunk_at = last_chunk_at - interval '1 hour'
    from session where session.id = recording.session_id and session.outcome <> 'open' and finished_at is null`)
  await ask("select graphile_worker.add_job('tend-recordings', job_key => 'tend-recordings')")
}

async function recordOne(
  product: Product,
  journal: Journal,
  customerId: string,
  recorded: Recorded[],
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const { appId, flowKey } = product.keys
  const authHash = createHmac("sha256", flowKey).update(customerId).digest("hex")
  const who = { app: appId, customerId, authHash, run: randomUUID() }
  const post = (path: string, body: object, ...accepted: number[]) =>
    postUntilTaken(product, journal, path, { ...who, ...body }, accepted, signal)
  const now = Date.now()
  const times = { startedAt: now, sentAt: now }
  const opened = (await post("open", times, 200)) as OpenedFlow | null
  if (opened === null) return
  if (!opened.sessionId || opened.recording?.on !== true) {
    // it opened by the flow that is kept for when the database is away
    journal.note({ notRecorded: customerId })
    return
  }
  const one: Recorded = {
    ...{ sessionId: opened.sessionId, sent: new Set<number>(), acknowledged: new Set<number>() },
    deletion: null,
  }
  recorded.push(one)
  const pieces = Array.from({ length: 2 + Math.floor(random() * mostPieces) }, (_, index) => index)
  const order = random() < 0.2 ? pieces.toReversed() : random() < 0.2 ? [...pieces, ...pieces] : pieces
  const deletedAfter = random() < 0.2 ? Math.floor(random() * pieces.length) : null
  const isLate = random() < 0.2
  // while it goes into its file, or afterwards
  const isDeletedAtEnd = random() < 0.3
  const send = async (index: number) => {
    one.sent.add(index)
    const head = index === 0 ? { head: headOf(opened, now) } : {}
    const gone = one.deletion === null ? [] : [410]
    const answer = await post("recording", { index, ...head, moves: movesOf(index) }, 204, ...gone)
    if (answer === null) return
    if (one.deletion === "done" && answer !== 410)
      journal.fault(`A piece of the deleted recording ${one.sessionId} was taken.`)
    if (answer !== 410) one.acknowledged.add(index)
  }
  for (const [at, index] of order.entries()) {
    if (isLate && at === order.length - 1) break
    await send(index)
    if (at === deletedAfter) await deleteIt(product, one, signal)
    await sleep(random() * 100)
  }
  await post("report", { ...times, revision: 1, session: { canceled: true } }, 200)
  const last = order.at(-1)
  if (isLate && last !== undefined) {
    // it may have gone into its file by now
    await sleep(packEveryMs)
    await send(last)
  }
  if (isDeletedAtEnd && one.deletion === null) {
    await sleep(random() * 2 * packEveryMs)
    await deleteIt(product, one, signal)
  }
  journal.note({ recorded: { ...one, sent: [...one.sent], acknowledged: [...one.acknowledged] } })
}

async function deleteIt(product: Product, one: Recorded, signal: AbortSignal): Promise<void> {
  one.deletion = "asked"
  while (!signal.aborted && one.deletion === "asked") {
    try {
      await product.deleteRecording(one.sessionId)
      one.deletion = "done"
    } catch {
      await sleep(againMs)
    }
  }
}

/** Sends it until it is taken. @returns the body, or the status where it is empty; null where the campaign was over before */
async function postUntilTaken(
  product: Product,
  journal: Journal,
  path: string,
  body: object,
  accepted: readonly number[],
  signal: AbortSignal,
): Promise<unknown> {
  while (!signal.aborted) {
    const answer = await fetch(`${product.url}/v1/flow/${path}`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => null,
    )
    if (answer && accepted.includes(answer.status))
      return answer.status === 200 ? JSON.parse(answer.text) : answer.status
    if (answer && answer.status < 500)
      throw new Error(`/v1/flow/${path} was refused: ${answer.status} ${answer.text}`)
    if (answer?.status === 500) journal.fault(`/v1/flow/${path} was answered with 500: ${answer.text}`)
    await sleep(againMs)
  }
  return null
}

const headOf = ({ blueprint }: OpenedFlow, startedAt: number): RecordingHead => ({
  version: 1,
  build: "0".repeat(32),
  blueprintId: blueprint.id,
  blueprintVersion: blueprint.version,
  startedAt,
  ...{ utcOffset: 0, uiLang: "en", locale: "en", direction: "ltr", ownWords: [], mergeFields: [] },
  ...{ hiddenOffers: [], coupon: null, plans: null, hasCancelNow: false, hasNotice: false },
  ...{ look: { light: {}, dark: {} }, isDark: false, fonts: [], width: 1280, height: 720 },
})

const hourMs = 3_600_000
const unfinished = `select recording.session_id from recording
  where (finished_at is null and deleted_at is null) or (deleted_at is not null and removed_at is null)
    or sweep_at is not null`

/**
 * What is wrong with recordings, as they are read once the job of each minute has put all of them away: sessions that fell
 * silent as the campaign ended have ended by the server's clock, which is set ahead.
 */
export async function findFaultsOfRecorded(
  product: Product,
  recorded: readonly Recorded[],
): Promise<string[]> {
  product.moveClock(2 * hourMs)
  await until("every recording is put away", 300_000, async () => {
    await pack(product, 0)
    await sleep(1000)
    return (await product.ask(unfinished)).length === 0
  })
  const files = await filesIn(join(product.folder, "data/files/recordings"))
  const left = await product.ask("select 1 from recording_chunk")
  const read = new Map<string, Read>()
  for (const { sessionId } of recorded) read.set(sessionId, await readOne(product, sessionId, files))
  return [
    ...(left.length > 0 ? [`${left.length} pieces are left of recordings that were put away.`] : []),
    ...faultsOfRecorded(recorded, (sessionId) => read.get(sessionId)),
    ...faultsOfFiles(await product.ask<FileRow>(fileRows), files),
  ]
}

/** What a recording's row says of its file. */
export interface FileRow {
  sessionId: string
  /** 0 where there is none. */
  file: number
  isDeleted: boolean
}

const fileRows = `select session_id as "sessionId", file, deleted_at is not null as "isDeleted" from recording`

/** Of all recordings, also of those that nobody heard the id of: the storage has the files that their rows name, and no other. */
export function faultsOfFiles(rows: readonly FileRow[], files: readonly string[]): string[] {
  const named = rows
    .filter(({ file, isDeleted }) => file > 0 && !isDeleted)
    .map(({ sessionId, file }) => `${sessionId}.${file}`)
  const strays = files.filter((name) => !named.includes(name))
  const lost = named.filter((name) => !files.includes(name))
  return [
    ...strays.map((name) => `The file ${name} is in the storage, and no recording names it.`),
    ...lost.map((name) => `The file ${name} is named by its recording, and not in the storage.`),
  ]
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function readOne({ url, keys }: Product, sessionId: string, files: string[]): Promise<Read> {
  const answer = await fetch(`${url}/v1/data/recordings/${sessionId}`, {
    headers: { "x-ck-app": keys.appId, "x-ck-api-key": keys.dataKeyLive },
  })
  const run = answer.ok ? ((await answer.json()) as RecordedRun) : null
  const moves = run?.log?.moves ?? []
  const theirs = Map.groupBy(moves, ([at]) => Math.floor(at / 1000))
  const isWhole = ([index, all]: [number, Move[]]) => JSON.stringify(all) === JSON.stringify(movesOf(index))
  const [whole, broken] = [true, false].map((wanted) =>
    [...theirs].filter((piece) => isWhole(piece) === wanted).map(([index]) => index),
  )
  return {
    status: answer.status,
    ...{ whole: whole ?? [], broken: broken ?? [] },
    files: files.filter((name) => name.startsWith(sessionId)),
  }
}

/** Each piece that was acknowledged is there and whole, in one file; what was deleted is nobody's, and leaves no file. */
export function faultsOfRecorded(
  recorded: readonly Recorded[],
  readOf: (sessionId: string) => Read | undefined,
): string[] {
  return recorded.flatMap(({ sessionId, sent, acknowledged, deletion }) => {
    const read = readOf(sessionId)
    const what = `The recording ${sessionId}`
    if (!read) return [`${what} was not read.`]
    const { status, whole, broken, files } = read
    const isDeleted = deletion === "done" || (deletion === "asked" && status === 410)
    if (isDeleted) {
      const found = status === 410 ? [] : [`${what} was deleted and answers ${status}.`]
      return files.length === 0 ? found : [...found, `${what} was deleted and left ${files.join(", ")}.`]
    }
    if (status !== 200) return [`${what} answers ${status}.`]
    const lost = [...acknowledged].filter((index) => !whole.includes(index))
    const foreign = whole.filter((index) => !sent.has(index))
    // of one of which nothing came there is none
    const wanted = whole.length === 0 ? 0 : 1
    return [
      ...(lost.length > 0 ? [`${what} lost the pieces ${lost.join(", ")}, which were acknowledged.`] : []),
      ...(broken.length > 0 ? [`${what} has parts of the pieces ${broken.join(", ")}.`] : []),
      ...(foreign.length > 0 ? [`${what} has the pieces ${foreign.join(", ")}, which nobody sent.`] : []),
      ...(files.length === wanted ? [] : [`${what} has ${files.length} files: ${files.join(", ")}.`]),
    ]
  })
}
