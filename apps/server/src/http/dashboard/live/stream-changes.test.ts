import { createServer, type ServerResponse } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { afterEach, beforeEach, expect, test } from "vitest"
import { ChangeSet } from "../../../session/live/change-set.ts"
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
const server = createServer((_request, response) => {
  const mine: Stream = { response, tell: null, isOver: false }
  stream = mine
  const source = {
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

/** Changes until the reader's buffers are full. */
async function fill(): Promise<void> {
  const ids = Array.from({ length: 100 }, (_, index) => String(index).repeat(20))
  await expect
    .poll(
      () => {
        stream?.tell?.(new ChangeSet(ids))
        return stream?.response.writableNeedDrain
      },
      { interval: 2, timeout: 20_000 },
    )
    .toBe(true)
}

test("a slow reader costs no more than one set of changes, and gets the rest when it reads on", async () => {
  pace = { ...pace, beatMs: 5, recheckMs: 5 }
  let asked = 0
  isAllowed = async () => {
    asked += 1
    return true
  }
  const { socket, text } = read()
  await expect.poll(text).toContain("event: sessions")
  socket.pause()
  await fill()
  const held = stream?.response.writableLength
  for (let index = 0; index < 10_000; index++) stream?.tell?.(new ChangeSet([`late ${index}`]))
  // as often as it is asked, it would also be kept awake
  const before = asked
  await expect.poll(() => asked).toBeGreaterThan(before + 5)
  expect(stream?.response.writableLength).toBe(held)
  socket.resume()
  await expect.poll(text).toContain("late 0")
  expect(text()).not.toContain("late 200")
  const last = text().slice(text().lastIndexOf("data: "))
  expect(last).toContain('"more":true')
}, 30_000)

test("a reader who never reads is cut off", async () => {
  pace = { ...pace, patienceMs: 50 }
  const { socket, text } = read()
  await expect.poll(text).toContain("event: sessions")
  socket.pause()
  await fill()
  await expect.poll(() => stream?.isOver).toBe(true)
}, 30_000)
