import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { root } from "../../root.ts"
import { openPost } from "./open-post.ts"
import { makeWebhookSecret, signatureHeaders } from "./sign.ts"

/** The receiver of the documentation, as somebody runs who copies it. */
async function startReceiver(secret: string): Promise<string> {
  const page = readFileSync(join(root, "docs/webhooks.md"), "utf8")
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ""
  const folder = mkdtempSync(join(tmpdir(), "hf-receiver-"))
  writeFileSync(join(folder, "receiver.mjs"), code)
  const port = await freePort()
  const receiver = spawn(process.execPath, [join(folder, "receiver.mjs")], {
    env: { WEBHOOK_SECRET: secret, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  })
  onTestFinished(async () => {
    receiver.kill()
    await once(receiver, "exit")
    rmSync(folder, { recursive: true })
  })
  return `http://127.0.0.1:${port}/`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address ? address.port : 0
}

test("the receiver of the documentation takes what is signed now, by either secret, and nothing else", async () => {
  const [secret, other] = [makeWebhookSecret(), makeWebhookSecret()]
  const url = await startReceiver(secret)
  const post = openPost(true)
  onTestFinished(post.close)
  const body = JSON.stringify({ event: "session", data: { feedback: "zu teuer ☂" } })
  const send = async (at: Date, secrets: string[], sent = body) => {
    const headers = signatureHeaders({ id: "1", at, body }, secrets)
    return (await post.send({ url, headers, body: sent, limitMs: 15_000 })).status
  }
  const now = new Date()
  await expect.poll(() => send(now, [secret])).toBe(204)
  expect(await send(now, [other, secret])).toBe(204)
  expect(await send(now, [other])).toBe(401)
  expect(await send(now, [secret], `${body} `)).toBe(401)
  expect(await send(new Date(now.getTime() - 400_000), [secret])).toBe(401)
})
