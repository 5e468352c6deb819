import { createServer, type ServerResponse } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { setImmediate as nextTurn } from "node:timers/promises"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { OnChange } from "../../../session/live/live-hub.ts"
import { type Pace, streamChanges, usualPace } from "./stream-changes.ts"

interface Stream {
  response: ServerResponse
  tell: OnChange | null
  isOver: boolean
}

/** The stream of the test that runs: over a real socket, at a pace of its own. */
let stream: Stream | null
let isAllowed: () => Promise<boolean>
let pace: Pace
/** Less than the response holds back before it asks writers to wait: so that it can be nearly full. */
const filling = `:${" ".repeat(16_000)}\n\n`
const server = createServer({ highWaterMark: filling.length + 500 }, (_request, response) => {
  const mine: Stream = { response, tell: null, isOver: false }
  stream = mine
  const source = {
    events: () => "event: sessions\ndata: {}\n\n",
    follow(onChange: OnChange) {
      mine.tell = onChange
      return () => {
        mine.tell = null
      }
    },
    isAllowed: () => isAllowed(),
    onOver: () => {
      mine.isOver = true
    },
  }
  streamChanges(response, source, pace)
})

beforeEach(async () => {
  stream = null
  isAllowed = async () => true
  pace = { ...usualPace, gatherMs: 1 }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

function read() {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1")
  let text = ""
  socket.setEncoding("utf8").on("data", (chunk) => {
    text += chunk
  })
  socket.on("error", () => {})
  socket.write("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
  return { socket, text: () => text }
}

test("a reader that goes away is forgotten", async () => {
  const { socket } = read()
  await expect.poll(() => stream?.tell).toBeTypeOf("function")
  socket.destroy()
  await expect.poll(() => [stream?.isOver, stream?.tell]).toEqual([true, null])
})

test("a stream on which nothing happens is kept awake", async () => {
  pace = { ...pace, beatMs: 5 }
  const { text } = read()
  await expect.poll(() => text().match(/^:$/gm)?.length ?? 0).toBeGreaterThan(2)
})

test("a reader who may no longer read is sent away; while that cannot be asked, nobody is", async () => {
  pace = { ...pace, recheckMs: 5 }
  let asked = 0
  isAllowed = async () => {
    asked += 1
    throw new Error("the database is away")
  }
  const { text } = read()
  await expect.poll(() => asked).toBeGreaterThan(2)
  expect(stream?.isOver).toBe(false)
  isAllowed = async () => false
  await expect.poll(() => stream?.isOver).toBe(true)
  // the end of a chunked answer, not a broken one
  await expect.poll(text).toMatch(/\r\n0\r\n\r\n$/)
})

/** Writes until all buffers on the way to the reader are full, and tells of changes until the response's is, too. */
async function fill(response: ServerResponse): Promise<void> {
  while (response.writableLength === 0) {
    response.write(filling)
    await nextTurn()
  }
  const isFull = () => {
    stream?.tell?.()
    return response.writableNeedDrain
  }
  await expect.poll(isFull, { interval: 2 }).toBe(true)
}

async function opened(text: () => string): Promise<ServerResponse> {
  await expect.poll(text).toContain("event: sessions")
  if (!stream) throw new Error("nothing was opened")
  return stream.response
}

test("a slow reader is written nothing, and gets one event for all that it missed when it reads on", async () => {
  pace = { ...pace, beatMs: 5, recheckMs: 5 }
  let asked = 0
  isAllowed = async () => {
    asked += 1
    return true
  }
  const { socket, text } = read()
  const response = await opened(text)
  socket.pause()
  await fill(response)
  const write = vi.spyOn(response, "write")
  for (let index = 0; index < 10_000; index++) stream?.tell?.()
  // as often as it is asked, it would also be kept awake
  const before = asked
  await expect.poll(() => asked).toBeGreaterThan(before + 5)
  expect(write).not.toHaveBeenCalled()
  socket.resume()
  const events = () => write.mock.calls.filter(([chunk]) => String(chunk).startsWith("event: ")).length
  const beats = () => write.mock.calls.length - events()
  await expect.poll(beats).toBeGreaterThan(2)
  expect(events()).toBe(1)
})

test("a reader who never reads is cut off", async () => {
  pace = { ...pace, patienceMs: 50 }
  const { socket, text } = read()
  const response = await opened(text)
  socket.pause()
  await fill(response)
  await expect.poll(() => stream?.isOver).toBe(true)
})
