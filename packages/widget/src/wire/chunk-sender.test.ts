import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { type Chunk, openChunkSender } from "./chunk-sender.ts"
import type { Posted } from "./post.ts"

const taken: Posted = { kind: "taken", answer: "" }
const failed: Posted = { kind: "failed", sentence: "offline" }
const refused: Posted = { kind: "refused", status: 410, sentence: "not recorded" }

/** Each request takes 100 ms and then ends as the next of `answers` says, else well. */
function setUp(answers: Posted[], { maxWaiting = 1000, tooLarge = "" } = {}) {
  const sent: string[] = []
  const left: string[] = []
  let inFlight = 0
  let mostInFlight = 0
  const name = ({ index, body }: Chunk) => `${index}${body}`
  const sender = openChunkSender(
    async (chunk) => {
      sent.push(name(chunk))
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      await new Promise((resolve) => setTimeout(resolve, 100))
      inFlight -= 1
      return answers.shift() ?? taken
    },
    (chunk) => chunk.body !== tooLarge && left.push(name(chunk)) > 0,
    maxWaiting,
  )
  return { sender, sent, left, mostInFlight: () => mostInFlight }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, "random").mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test("every chunk is sent, in order, the next one when the one before was acknowledged", async () => {
  const { sender, sent, mostInFlight } = setUp([])
  for (const body of ["a", "b", "c"]) sender.append(body)
  expect(sent).toEqual(["0a"])
  await vi.runAllTimersAsync()
  sender.append("d")
  await vi.runAllTimersAsync()
  expect([sent, mostInFlight()]).toEqual([["0a", "1b", "2c", "3d"], 1])
})

test("a chunk that failed is tried again after 1 and 2 seconds, and holds back those behind it", async () => {
  const { sender, sent } = setUp([failed, failed])
  sender.append("a")
  await vi.advanceTimersByTimeAsync(100)
  sender.append("b")
  const counts: number[] = []
  for (const ms of [999, 1, 100, 1999, 1]) {
    await vi.advanceTimersByTimeAsync(ms)
    counts.push(sent.length)
  }
  await vi.runAllTimersAsync()
  expect([counts, sent]).toEqual([
    [1, 2, 2, 2, 3],
    ["0a", "0a", "0a", "1b"],
  ])
})

test("after a success the waits begin anew", async () => {
  const { sender, sent } = setUp([failed, failed, taken, failed])
  sender.append("a")
  await vi.advanceTimersByTimeAsync(100 + 1100 + 2100)
  sender.append("b")
  await vi.advanceTimersByTimeAsync(100 + 1000)
  expect(sent).toEqual(["0a", "0a", "0a", "1b", "1b"])
})

test("a network that is back is tried at once, and never twice at a time", async () => {
  const { sender, sent, mostInFlight } = setUp([failed])
  sender.append("a")
  await vi.advanceTimersByTimeAsync(100)
  sender.flush()
  sender.flush()
  await vi.runAllTimersAsync()
  expect([sent, mostInFlight()]).toEqual([["0a", "0a"], 1])
})

test("after a refusal nothing follows, so that what arrived has no gap", async () => {
  const { sender, sent, left } = setUp([taken, refused])
  for (const body of ["a", "b", "c"]) sender.append(body)
  await vi.runAllTimersAsync()
  sender.append("d")
  sender.leave()
  await vi.runAllTimersAsync()
  expect([sent, left, sender.isEnded()]).toEqual([["0a", "1b"], [], true])
})

test("what waits is bounded: beyond it the sender ends", async () => {
  const { sender, sent } = setUp([failed, failed], { maxWaiting: 10 })
  sender.append("12345")
  sender.append("67890")
  expect(sender.isEnded()).toBe(false)
  sender.append("!")
  await vi.runAllTimersAsync()
  expect([sent, sender.isEnded()]).toEqual([["012345"], true])
})

test("a page that goes away sends what nobody has acknowledged, in order, as far as the browser takes it", async () => {
  const { sender, left } = setUp([], { tooLarge: "d" })
  sender.append("a")
  await vi.advanceTimersByTimeAsync(100)
  for (const body of ["b", "c", "d", "e"]) sender.append(body)
  sender.leave()
  expect(left).toEqual(["1b", "2c"])
})

test("a page that comes back goes on with what was not acknowledged", async () => {
  const { sender, sent } = setUp([failed])
  sender.append("a")
  await vi.advanceTimersByTimeAsync(100)
  sender.leave()
  sender.flush()
  sender.append("b")
  await vi.runAllTimersAsync()
  expect(sent).toEqual(["0a", "0a", "1b"])
})
