import { createHmac } from "node:crypto"
import { type Agent, request } from "node:http"
import type { BenchServer } from "./server.ts"
import { settledSession } from "./settled-session.ts"

/** A settled session of a new customer, as an SDK of the contract posts it. */
export function postSession({ url, keys }: BenchServer, agent: Agent): Promise<void> {
  const { customerId, facts } = settledSession()
  const body = JSON.stringify({ ...facts, mode: "LIVE" })
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-ck-app": keys.appId,
    "x-ck-customer": customerId,
    "x-ck-authorization": createHmac("sha256", keys.flowKey).update(customerId).digest("hex"),
    "x-ck-mode": "live",
  }
  return new Promise((done, fail) => {
    const post = request(`${url}/v1/api/sessions/sdk`, { method: "POST", agent, headers }, (answer) => {
      answer.resume()
      answer.on("end", () =>
        answer.statusCode === 200 ? done() : fail(new Error(`status ${answer.statusCode}`)),
      )
    })
    post.on("error", fail)
    post.end(body)
  })
}
