import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { fakeStorage } from "./fake-storage.ts"
import type { Letter } from "./letter.ts"
import { openLetterSender } from "./letter-sender.ts"
import { openOutbox } from "./outbox.ts"
import type { Posted } from "./post.ts"

const letter = (revision: number, run = "a"): Letter => ({
  id: `report:${run}`,
  path: "/v1/flow/report",
  body: {},
  revision,
  at: Date.now(),
})
const taken: Posted = { kind: "taken", answer: "" }
const failed: Posted = { kind: "failed", sentence: "offline" }

function setUp(answers: Posted[], storage = fakeStorage()) {
  const sent: string[] = []
  const left: string[] = []
  const outbox = openOutbox(storage, "abc")
  const name = ({ id, revision }: Letter) => `${id}#${revision}`
  const sender = openLetterSender({
    outbox,
    send: async (each) => {
      sent.push(name(each))
      return answers.shift() ?? taken
    },
    sendAndLeave: (each) => left.push(name(each)) > 0,
    isOnline: () => true,
    random: () => 0.5,
  })
  return { sender, sent, left, outbox }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("while one is in flight only the newest waits", async () => {
  const { sender, sent } = setUp([])
  for (const revision of [1, 2, 3, 4]) sender.post(letter(revision))
  await vi.runAllTimersAsync()
  expect(sent).toEqual(["report:a#1", "report:a#4"])
})

test("a failure is kept in the browser and tried again after 1, 2 and 4 seconds", async () => {
  const { sender, sent, outbox } = setUp([failed, failed, failed])
  sender.post(letter(1))
  const counts: number[] = []
  for (const ms of [999, 1, 1999, 1, 3999, 1]) {
    await vi.advanceTimersByTimeAsync(ms)
    counts.push(sent.length)
  }
  expect(counts).toEqual([1, 2, 2, 3, 3, 4])
  expect(outbox.all()).toEqual([])
})

test("a newer report replaces the failed one in the outbox at once", async () => {
  const { sender, outbox } = setUp([failed])
  sender.post(letter(1))
  await vi.advanceTimersByTimeAsync(1)
  sender.post(letter(2))
  expect(outbox.all()).toMatchObject([{ revision: 2 }])
})

test("a refusal is dropped, and warned about once", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
  const refused: Posted = { kind: "refused", status: 422, sentence: "start must be a date" }
  const { sender, sent, outbox } = setUp([refused, refused])
  sender.post(letter(1))
  await vi.runAllTimersAsync()
  sender.post(letter(2))
  await vi.runAllTimersAsync()
  expect([sent.length, outbox.all(), warn.mock.calls]).toEqual([
    2,
    [],
    [["Holdfast refused a request (422): start must be a date"]],
  ])
  warn.mockRestore()
})

test("what an earlier page left behind is sent on the next one", async () => {
  const storage = fakeStorage()
  openOutbox(storage, "abc").put(letter(7))
  const { sender, sent, outbox } = setUp([], storage)
  sender.flush()
  await vi.runAllTimersAsync()
  expect([sent, outbox.all()]).toEqual([["report:a#7"], []])
})

test("coming online does not wait for the next try", async () => {
  const { sender, sent } = setUp([failed])
  sender.post(letter(1))
  await vi.advanceTimersByTimeAsync(1)
  sender.flush()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(["report:a#1", "report:a#1"])
})

test("a page that goes away sends the newest report and keeps what may not arrive", async () => {
  const { sender, left, outbox } = setUp([failed])
  sender.post(letter(1))
  await vi.advanceTimersByTimeAsync(1)
  sender.post(letter(2))
  sender.post(letter(1, "b"))
  sender.leave()
  expect([left, outbox.all().map(({ id }) => id)]).toEqual([["report:a#2", "report:b#1"], ["report:a"]])
})

test("somebody who waits learns that it was taken, after a failure too", async () => {
  const { sender } = setUp([failed])
  const posted = sender.postAndWait(letter(1), 5000)
  await vi.advanceTimersByTimeAsync(1000)
  expect(await posted).toEqual(taken)
})

test("patience has an end: the letter is kept and sent later", async () => {
  const { sender, outbox, sent } = setUp([failed, failed, failed])
  const posted = sender.postAndWait(letter(1), 5000)
  await vi.advanceTimersByTimeAsync(5000)
  expect([await posted, outbox.all().length]).toEqual([
    { kind: "waiting", isKept: true, settled: expect.any(Promise) },
    1,
  ])
  await vi.runAllTimersAsync()
  expect([sent.length, outbox.all()]).toEqual([4, []])
})

test("where the browser keeps nothing, a letter that failed is taken back", async () => {
  const { sender, sent } = setUp([failed, failed, failed], fakeStorage({ isFull: true }))
  const posted = sender.postAndWait(letter(1), 5000)
  await vi.advanceTimersByTimeAsync(5000)
  expect(await posted).toEqual({ kind: "waiting", isKept: false, settled: expect.any(Promise) })
  await vi.runAllTimersAsync()
  expect(sent.length).toBe(3)
})
