import { expect, onTestFinished, test } from "vitest"
import { testReceiver } from "../testing/test-receiver.ts"
import { openPost, type Resolve } from "./open-post.ts"

async function receiver() {
  const made = await testReceiver()
  onTestFinished(made.close)
  return made
}

function open(allowsPrivate: boolean, resolve?: Resolve) {
  const post = openPost(allowsPrivate, resolve)
  onTestFinished(post.close)
  return (url: string, limitMs = 15_000) =>
    post.send({ url, headers: { "x-test": "1" }, body: "{}", limitMs })
}

test("a letter arrives with its headers and its length, and the answer comes back", async () => {
  const { url, received } = await receiver()
  expect(await open(true)(url)).toEqual({
    status: 200,
    answer: "",
    durationMs: expect.any(Number),
    error: null,
    isUnsent: false,
  })
  expect(received).toEqual([
    { body: "{}", headers: expect.objectContaining({ "x-test": "1", "content-length": "2" }) },
  ])
})

const notPublic = "The address is not one of the public internet; nothing was sent."

test.each([
  ["an address of this machine", "http://127.0.0.1:PORT/"],
  ["an address of this machine in another spelling", "http://0x7f.1:PORT/"],
  ["an address of this machine as a number", "http://2130706433:PORT/"],
  ["an address of this machine, mapped", "http://[::ffff:127.0.0.1]:PORT/"],
  ["an address of this machine, by IPv6", "http://[::1]:PORT/"],
])("nothing is sent to %s", async (_, address) => {
  const { url, received } = await receiver()
  const posted = await open(false)(address.replace("PORT", new URL(url).port))
  expect(posted).toMatchObject({ status: null, error: notPublic, isUnsent: true })
  expect(received).toEqual([])
})

test.each([
  ["to this machine", ["127.0.0.1"]],
  ["to the metadata of a cloud", ["169.254.169.254"]],
  ["to a public address and to this machine", ["1.1.1.1", "127.0.0.1"]],
  ["to this machine and to a public address", ["::1", "2606:4700::1"]],
])("nothing is sent by a name that leads %s", async (_, addresses) => {
  const { url, received } = await receiver()
  const resolve: Resolve = async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
  const posted = await open(false, resolve)(`http://rebound.example:${new URL(url).port}/`)
  expect(posted).toMatchObject({ status: null, error: notPublic, isUnsent: true })
  expect(received).toEqual([])
})

test("a name is looked up once, and the connection goes to the address that was looked at", async () => {
  const { url, received } = await receiver()
  let asked = 0
  const resolve: Resolve = async () => {
    asked += 1
    return [{ address: "127.0.0.1", family: 4 }]
  }
  const posted = await open(true, resolve)(`http://nowhere.invalid:${new URL(url).port}/`)
  expect([posted.status, asked, received.length]).toEqual([200, 1, 1])
})

test("a redirect into this machine is not followed", async () => {
  const [outside, inside] = [await receiver(), await receiver()]
  outside.answer = (response) => void response.writeHead(302, { location: inside.url }).end()
  expect(await open(true)(outside.url)).toMatchObject({
    status: 302,
    error: "The server answered 302, a redirect, which is not followed.",
  })
  expect(inside.received).toEqual([])
})

test("of an answer of 3 MB the first 4 KB are kept, and its end is not waited for", async () => {
  const server = await receiver()
  let isGivenUp: Promise<unknown> = Promise.resolve()
  server.answer = (response) => {
    isGivenUp = new Promise((resolve) => response.on("close", resolve))
    // it never ends
    response.write(`ä${"x".repeat(3 * 1024 * 1024)}`)
  }
  const posted = await open(true)(server.url)
  expect(posted).toMatchObject({ status: 200, error: null })
  expect(Buffer.byteLength(posted.answer)).toBe(4096)
  await isGivenUp
})

test("what the database cannot keep is taken out of an answer", async () => {
  const server = await receiver()
  server.answer = (response) => void response.writeHead(500).end(Buffer.from([97, 0, 98, 255]))
  expect(await open(true)(server.url)).toMatchObject({
    status: 500,
    answer: "a\ufffdb\ufffd",
    error: "The server answered 500.",
  })
})

test.each([
  ["never answers", () => {}],
  [
    "never comes to the end of its answer",
    (response: { write(text: string): unknown }) => void response.write("a"),
  ],
])("a server that %s is given up after the limit", async (_, answer) => {
  const server = await receiver()
  server.answer = answer
  expect(await open(true)(server.url, 200)).toMatchObject({
    status: null,
    error: "There was no whole answer within 0.2 seconds.",
    isUnsent: false,
  })
})

test("a server that is not there, and a name that is not there, say so", async () => {
  const server = await receiver()
  await server.close()
  const send = open(true)
  expect(await send(server.url)).toMatchObject({
    error: "The server refused the connection.",
    isUnsent: true,
  })
  const nobody: Resolve = async () => []
  expect(await open(true, nobody)("http://nobody.example/")).toMatchObject({
    error: "The name nobody.example has no address.",
    isUnsent: true,
  })
})

test("a connection that the server gave up while it was kept is made anew", async () => {
  const server = await receiver()
  const send = open(true)
  const closes: (() => void)[] = []
  server.answer = (response) => {
    closes.push(() => response.socket?.destroy())
    // the second time on the same connection it is broken off
    if (closes.length === 2) response.socket?.destroy()
    else response.end()
  }
  expect((await send(server.url)).error).toBeNull()
  expect((await send(server.url)).error).toBeNull()
  expect(server.received).toHaveLength(3)
})
