import { randomUUID } from "node:crypto"
import { gzipSync } from "node:zlib"
import type { Move } from "@holdfast/protocol/recording"
import { aHead } from "../../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { authHash, type TestApp, type TestWorkspace } from "../../testing/test-app.ts"

export interface TestRun {
  run: string
  customerId: string
  sessionId: string
  /** What the answer that opened it said. */
  recording: unknown
}

type Proving = Pick<TestWorkspace, "appId" | "flowKey">

/** Who runs a flow, as its requests say it. */
const proof = (workspace: Proving, customerId: string) => ({
  app: workspace.appId,
  customerId,
  authHash: authHash(workspace, customerId),
})

const post = (
  server: TestApp,
  path: string,
  payload: string | Buffer,
  headers: Record<string, string> = {},
) =>
  server.app.inject({
    method: "POST",
    url: `/v1/flow/${path}`,
    headers: { "content-type": "text/plain;charset=UTF-8", ...headers },
    payload,
  })

/** Opens a run, as the widget does. */
export async function openRun(
  server: TestApp,
  workspace: Proving,
  said: {
    customerId?: string
    run?: string
    headers?: Record<string, string>
    [field: string]: unknown
  } = {},
): Promise<TestRun> {
  const { customerId = "cus_1", run = randomUUID(), headers = {}, ...rest } = said
  const body = { ...proof(workspace, customerId), run, startedAt: 1000, sentAt: 1000, ...rest }
  const answer = await post(server, "open", JSON.stringify(body), headers)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const { sessionId, recording } = answer.json()
  return { run, customerId, sessionId, recording }
}

/** Ends it with a cancellation, so that it is settled. */
export const endRun = (server: TestApp, workspace: TestWorkspace, { run, customerId }: TestRun) =>
  post(
    server,
    "report",
    JSON.stringify({
      ...proof(workspace, customerId),
      ...{ run, startedAt: 1000, sentAt: 1000, revision: 1, session: { canceled: true } },
    }),
  )

/** What was drawn in the run of a test's workspace. */
export const headOf = ({ blueprintId }: TestWorkspace) => ({ ...aHead, blueprintId })

/** Moves that are told apart by their place. */
export const movesOf = (index: number): Move[] => [
  [index * 5000, "pointer", index, 0],
  [index * 5000 + 100, "press", index, 0, -1],
]

export const theEnd = (index: number): Move[] => [[index * 5000 + 200, "closed"]]

/** A chunk as the widget sends it: with the proof of its customer. */
export const chunkOf = (
  workspace: TestWorkspace,
  { run, customerId }: TestRun,
  index: number,
  moves = movesOf(index),
) => ({
  ...proof(workspace, customerId),
  run,
  index,
  ...(index === 0 && { head: headOf(workspace) }),
  moves,
})

/** @returns the status, and the sentence of a refusal */
export async function sendChunk(
  server: TestApp,
  chunk: object | string | Buffer,
  { isGzipped = true } = {},
): Promise<[number, string]> {
  const text = typeof chunk === "string" || Buffer.isBuffer(chunk) ? chunk : JSON.stringify(chunk)
  const payload = isGzipped && !Buffer.isBuffer(text) ? gzipSync(text) : text
  const { statusCode, body } = await post(server, "recording", payload)
  return [statusCode, body]
}

/** A run from its beginning to its end, as it is sent. */
export async function recordRun(
  server: TestApp,
  workspace: TestWorkspace,
  pieces: readonly number[],
  { customerId = "cus_1", isClosed = true } = {},
): Promise<TestRun> {
  const run = await openRun(server, workspace, { customerId })
  const last = Math.max(...pieces)
  for (const index of pieces) {
    const moves = index === last && isClosed ? [...movesOf(index), ...theEnd(index)] : movesOf(index)
    await sendChunk(server, chunkOf(workspace, run, index, moves))
  }
  await endRun(server, workspace, run)
  return run
}
