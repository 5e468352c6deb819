import { once } from "node:events"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import { createConfigClient } from "./config-client.ts"

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function urlOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1")
  servers.push(server)
  await once(server, "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const configKey = "config_secret"
const clientOf = (url: string, more = {}) => createConfigClient({ url, appId: "app", configKey, ...more })
const answering =
  (status: number, body: string, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body)

test.for<[string, RequestListener, string]>([
  [
    "401",
    answering(401, '{"message":"x-ck-api-key is not a config key of this workspace."}'),
    "URL does not accept App ID and config key: x-ck-api-key is not a config key of this workspace.",
  ],
  ["404", answering(404, "This workspace has no flow of that id."), "This workspace has no flow of that id."],
  ["an empty refusal", answering(404, ""), "URL answers 404."],
  ["a failure", answering(502, "Bad \u001b[2Jgateway"), "URL failed (502): Bad ·[2Jgateway"],
  [
    "a redirect",
    answering(302, "", { location: "https://elsewhere.example/" }),
    "URL sends to https://elsewhere.example/; give the address behind it, if it is the right one.",
  ],
  [
    "a page",
    answering(200, "<html>"),
    "URL answers with something that Holdfast does not say; is the address right?",
  ],
  [
    "a number",
    answering(200, "7"),
    "URL answers with something that Holdfast does not say; is the address right?",
  ],
])("%s is one plain sentence", async ([, answer, sentence]) => {
  const url = await urlOf(answer)
  await expect(clientOf(url).get("blueprints")).rejects.toThrow(sentence.replace("URL", url))
})

test("a redirect is not followed, since the key would go along", async () => {
  const asked: unknown[] = []
  const other = await urlOf((request, response) => {
    asked.push(request.headers["x-ck-api-key"])
    response.end("{}")
  })
  const url = await urlOf(answering(307, "", { location: other }))
  await expect(clientOf(url).send("PUT", "flows/1/draft", {})).rejects.toThrow("sends to")
  expect(asked).toEqual([])
})

test("no answer, and nobody there", async () => {
  const url = await urlOf(() => {})
  await expect(clientOf(url, { patienceMs: 20 }).get("blueprints")).rejects.toThrow(
    `${url} did not answer within 0.02 seconds.`,
  )
  await expect(clientOf(url, { patienceMs: 20 }).send("PUT", "x", {})).rejects.toThrow(
    "Whether it did what it was asked to is not known: pull, and see.",
  )
  const gone = await urlOf(() => {})
  servers.pop()?.close()
  await expect(clientOf(gone).get("blueprints")).rejects.toThrow(
    `Nothing answers at ${gone}. Is Holdfast running there? --url or HOLDFAST_URL says where it is.`,
  )
})

test("a key that no header can hold is refused without showing it", () => {
  const make = () => createConfigClient({ url: "http://127.0.0.1", appId: "app", configKey: "config_ä\n" })
  expect(make).toThrow("App ID and config key take letters, digits and signs of ASCII.")
})
