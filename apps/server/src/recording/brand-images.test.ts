import { createServer, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openPublicNet, type PublicNet } from "../webhook/send/public-net.ts"
import { createBrandImages } from "./brand-images.ts"

const png = Buffer.from("89504e470d0a1a0a", "hex")
let server: Server
let origin: string
let net: PublicNet
let asked: string[]
let now = 0
const answers: Record<string, (answer: ServerResponse) => void> = {
  "/logo.png": (answer) => answer.writeHead(200, { "content-type": "image/png" }).end(png),
  "/logo.svg": (answer) =>
    answer.writeHead(200, { "content-type": "image/svg+xml; charset=utf-8" }).end("<svg/>"),
  "/page": (answer) => answer.writeHead(200, { "content-type": "text/html" }).end("<script>"),
  "/away": (answer) => answer.writeHead(302, { location: `${origin}/logo.png` }).end(),
  "/gone": (answer) => answer.writeHead(404, { "content-type": "image/png" }).end(png),
  "/large": (answer) => answer.writeHead(200, { "content-type": "image/png" }).end(Buffer.alloc(300_000)),
  "/silent": () => {},
}
beforeAll(async () => {
  server = createServer(({ url = "" }, answer) => {
    asked.push(url)
    answers[url]?.(answer)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  net = openPublicNet(true)
})
afterAll(() => {
  net.close()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})

const open = (over = net) => createBrandImages(over, () => new Date(now))

test("a logo comes as data, and is asked for once an hour", async () => {
  const images = open()
  const data = `data:image/png;base64,${png.toString("base64")}`
  expect(await Promise.all([1, 2].map(() => images.read(`${origin}/logo.png`)))).toEqual([data, data])
  now += 59 * 60_000
  await images.read(`${origin}/logo.png`)
  expect(asked).toEqual(["/logo.png"])
  now += 60_000
  await images.read(`${origin}/logo.png`)
  expect(asked).toEqual(["/logo.png", "/logo.png"])
  expect(await images.read(`${origin}/logo.svg`)).toMatch(/^data:image\/svg\+xml;base64,/)
})

test.each(["/page", "/away", "/gone", "/large", "/silent"])("what is no logo is none: %s", async (path) => {
  expect(await open().read(origin + path)).toBeNull()
})

test("one that was not there is asked for again soon", async () => {
  const images = open()
  for (const wait of [0, 59_000, 1000]) {
    now += wait
    await images.read(`${origin}/gone`)
  }
  expect(asked).toEqual(["/gone", "/gone"])
})

test("nobody is asked in the operator's own network, nor at what is no web address", async () => {
  const outside = openPublicNet(false)
  for (const address of [`${origin}/logo.png`, "http://localhost/logo.png", "file:///etc/passwd", "nonsense"])
    expect(await open(outside).read(address)).toBeNull()
  expect(asked).toEqual([])
  outside.close()
})
