import { Writable } from "node:stream"
import { setImmediate as turnOfTheLoop } from "node:timers/promises"
import { expect, test } from "vitest"
import { gatherWrites } from "./gathering-socket.ts"

/** What leaves, call by call. */
function recorder() {
  const calls: string[] = []
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      calls.push(String(chunk))
      done()
    },
    writev: (chunks, done) => {
      calls.push(chunks.map(({ chunk }) => chunk).join(" "))
      done()
    },
  })
  return { calls, stream: gatherWrites(stream) }
}

test("what is written in one turn, by continuations that are due as well, leaves together and in its order", async () => {
  const { calls, stream } = recorder()
  await Promise.resolve()
  stream.write("begin")
  await Promise.resolve().then(() => Promise.resolve())
  stream.write("look")
  expect(calls).toEqual([])
  await turnOfTheLoop()
  expect(calls).toEqual(["begin look"])
  stream.write("commit")
  await turnOfTheLoop()
  expect(calls).toEqual(["begin look", "commit"])
})

test("what is written last leaves before the end, and its writer is told", async () => {
  const { calls, stream } = recorder()
  const told = new Promise((done) => stream.write("a", "utf8", done))
  stream.end("b")
  await new Promise((done) => stream.on("finish", done))
  expect(await told).toBeFalsy()
  expect(calls.join(" ")).toBe("a b")
})
