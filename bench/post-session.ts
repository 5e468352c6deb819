import { createHmac } from "node:crypto"
import { type Agent, request } from "node:http"
import type { SessionFacts } from "@holdfast/protocol"
import type { BenchServer } from "./server.ts"
import { settledSession } from "./settled-session.ts"

/** A settled session of a new customer, as an SDK of the contract posts it. */
export function postSession(server: BenchServer, agent: Agent): Promise<void> {
  const { customerId, facts } = settledSession()
  return postFacts(server, agent, customerId, facts)
}

/** A session of a customer, as an SDK of the contract posts it. */
export async function postFacts(
  server: BenchServer,
  agent: Agent,
  customerId: string,
  facts: SessionFacts,
): Promise<void> {
  const { keys } = server
  const status = await postBody(
    server,
    agent,
    "/v1/api/sessions/sdk",
    JSON.stringify({ ...facts, mode: "LIVE" }),
    {
      "x-ck-app": keys.appId,
      "x-ck-customer": customerId,
      "x-ck-authorization": createHmac("sha256", keys.flowKey).update(customerId).digest("hex"),
      "x-ck-mode": "live",
    },
  )
  if (status !== 200) throw new Error(`status ${status}`)
}

/** @returns the status of the answer */
export function postBody(
  { url }: Pick<BenchServer, "url">,
  agent: Agent,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const sent = {
    ...headers,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  }
  return new Promise((done, fail) => {
    const post = request(url + path, { method: "POST", agent, headers: sent }, (answer) => {
      answer.resume()
      answer.on("end", () => done(answer.statusCode ?? 0))
    })
    post.on("error", fail)
    post.end(body)
  })
}
