import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import { type Move, recordingLimits } from "@holdfast/protocol/recording"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { aHead } from "../../../protocol/src/recording/testing/a-recording.ts"
import { openChunkSender } from "../wire/chunk-sender.ts"
import type { Posted } from "../wire/post.ts"
import { openLog } from "./open-log.ts"
import { sampled } from "./sampled.ts"

const taken: Posted = { kind: "taken", answer: "" }

/** Each request ends at once, as the next of `answers` says, else well. */
function setUp(answers: Posted[] = []) {
  const sent: { index: number; moves: Move[]; head?: object }[] = []
  const left: number[] = []
  const bytes = { sent: 0 }
  const sender = openChunkSender(
    async ({ index, body }) => {
      sent.push({ index, ...JSON.parse(body) })
      return answers.shift() ?? taken
    },
    ({ index }) => left.push(index) > 0,
    1_000_000,
  )
  const log = openLog(
    aHead,
    () => Date.now(),
    () => bytes.sent,
    sender,
  )
  return { log, sender, sent, left, bytes }
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

test("moves leave every five seconds, with their times; the head with the first", async () => {
  const { log, sent } = setUp()
  log.add(["screen", "survey"])
  await vi.advanceTimersByTimeAsync(1200)
  log.add(["choice", "expensive"])
  await vi.advanceTimersByTimeAsync(3799)
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await vi.advanceTimersByTimeAsync(60_000)
  log.add(["choice", null])
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual([
    {
      index: 0,
      head: aHead,
      moves: [
        [0, "screen", "survey"],
        [1200, "choice", "expensive"],
      ],
    },
    { index: 1, moves: [[65_000, "choice", null]] },
  ])
})

test("typed lengths are written once a second, and before what they led to", async () => {
  const { log, sent } = setUp()
  for (let length = 1; length <= 25; length++) {
    log.add(["typed", "feedback", length])
    log.add(["pointer", length, 0])
    await vi.advanceTimersByTimeAsync(100)
  }
  log.add(["typed", "feedback", 26])
  log.add(["screen", "confirm"])
  log.flush()
  const written = sent[0]?.moves.filter(([, kind]) => kind !== "pointer")
  expect(written).toEqual([
    [1000, "typed", "feedback", 10],
    [2000, "typed", "feedback", 20],
    [2500, "typed", "feedback", 26],
    [2500, "screen", "confirm"],
  ])
})

test("a tab that goes behind another, and many moves, leave at once", async () => {
  const { log, sent } = setUp()
  log.add(["screen", "survey"])
  log.add(["visible", 0])
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(0)
  for (let i = 0; i < 1000; i++) log.add(["scroll", i])
  await vi.advanceTimersByTimeAsync(0)
  expect(sent.map(({ moves }) => moves.length)).toEqual([2, 1000])
})

test("with less room positions are fewer, and at the end of it the log says so and stops", async () => {
  const { log, sent, bytes } = setUp()
  const chunk = async () => {
    for (let i = 0; i < 50; i++) {
      log.add(["pointer", i, 1])
      await vi.advanceTimersByTimeAsync(100)
    }
    const kinds = sent.at(-1)?.moves.map(([, kind]) => kind) ?? []
    return [kinds.filter((kind) => kind === "pointer").length, ...kinds.filter((kind) => kind !== "pointer")]
  }
  expect(await chunk()).toEqual([50])
  bytes.sent = recordingLimits.sessionBytes * 0.75
  expect(await chunk()).toEqual([50, "thinned"])
  expect(await chunk()).toEqual([5])
  bytes.sent = recordingLimits.sessionBytes * 0.95
  expect(await chunk()).toEqual([5, "stopped"])
  await chunk()
  expect(sent).toHaveLength(4)
})

test("after two hours it ends, with a time that is still taken", async () => {
  const { log, sent } = setUp()
  await vi.advanceTimersByTimeAsync(recordingLimits.durationMs + 5)
  log.add(["screen", "survey"])
  log.flush()
  expect(sent[0]?.moves).toEqual([
    [recordingLimits.durationMs, "screen", "survey"],
    [recordingLimits.durationMs, "stopped"],
  ])
  log.add(["closed"])
  log.flush()
  expect(sent).toHaveLength(1)
})

test("a flow that is closed leaves at once, and nothing is taken after it", async () => {
  const { log, sent } = setUp()
  log.add(["typed", "feedback", 4])
  log.add(["closed"])
  expect(sent).toHaveLength(1)
  for (const move of [["left"], ["dark", 1], ["typed", "feedback", 5]] as const) log.add([...move])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent.map(({ moves }) => moves)).toEqual([
    [
      [0, "typed", "feedback", 4],
      [0, "closed"],
    ],
  ])
})

test("a page that goes away leaves what nobody has acknowledged", async () => {
  const failed: Posted = { kind: "failed", sentence: "offline" }
  const { log, sender, left } = setUp([failed, failed])
  log.add(["screen", "survey"])
  log.flush()
  await vi.advanceTimersByTimeAsync(0)
  log.add(["left"])
  log.flush()
  sender.leave()
  expect(left).toEqual([0, 1])
})

test("after a refusal nothing is kept", async () => {
  const { log, sender, sent } = setUp([{ kind: "refused", status: 410, sentence: "It was deleted." }])
  log.add(["screen", "survey"])
  log.flush()
  await vi.advanceTimersByTimeAsync(0)
  log.add(["choice", "expensive"])
  // it waits for no flush
  expect(vi.getTimerCount()).toBe(0)
  log.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([sent.length, sender.isEnded()]).toEqual([1, true])
})

/** What a chunk says of its sender. */
const caller = {
  app: "app_7Qw2xLr9TzB4",
  customerId: "cus_NffrFeUfNV2Hib",
  authHash: createHash("sha256").update("cus_NffrFeUfNV2Hib").digest("hex"),
  run: "0198c1f2-7a34-7b1e-9d2c-5e6f7a8b9c0d",
}

test("a run of 40 s through all steps takes 8 KB on the wire at most, though the pointer never rests", async () => {
  const { log, sent } = setUp()
  const point = sampled(({ x, y }: { x: number; y: number }) => log.add(["pointer", x, y]))
  const steps: [seconds: number, move: Parameters<typeof log.add>[0]][] = [
    [0, ["screen", "survey"]],
    [6, ["choice", "missing"]],
    [10, ["followup", "typed"]],
    [16, ["screen", "pause"]],
    [21, ["pause", 2]],
    [24, ["declined"]],
    [24, ["screen", "words"]],
    [33, ["screen", "confirm"]],
    [36, ["acknowledged", 1]],
    [38, ["decision", "canceled"]],
    [38, ["phase", "working", null, null]],
    [39, ["phase", "done", null, null]],
    [40, ["closed"]],
  ]
  for (let tick = 0; tick <= 2400; tick++) {
    for (const [seconds, move] of steps) {
      if (seconds * 60 !== tick) continue
      log.add(move)
      log.add(["press", 640 + (tick % 97), 300 + (tick % 41), tick % 7])
      log.add(["focus", tick % 7, 0])
    }
    // at each drawing of the screen
    point({ x: Math.round(640 + 220 * Math.sin(tick / 17)), y: Math.round(370 + 200 * Math.cos(tick / 23)) })
    const isTyping = tick % 8 === 0 && ((tick > 600 && tick < 900) || (tick > 1500 && tick < 1920))
    if (isTyping) log.add(["typed", tick < 1000 ? "followup" : "feedback", (tick % 600) / 8])
    await vi.advanceTimersByTimeAsync(1000 / 60)
  }
  const bytes = sent.map((chunk) => gzipSync(JSON.stringify({ ...caller, ...chunk })).length)
  expect(sent.length).toBeGreaterThan(7)
  expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(8192)
  // it is the whole run: of each tenth of a second where the pointer was, and every step
  const moves = sent.flatMap((chunk) => chunk.moves)
  expect(moves.filter(([, kind]) => kind === "pointer").length).toBeGreaterThan(300)
  expect(moves.filter(([, kind]) => kind === "screen")).toHaveLength(4)
})
