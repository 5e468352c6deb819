import { createHmac, randomUUID } from "node:crypto"
import type { Agent } from "node:http"
import type { SessionFacts } from "@holdfast/protocol"
import { postBody } from "./post-session.ts"
import type { BenchServer } from "./server.ts"
import { settledSession } from "./settled-session.ts"

/** A run of a new customer as the widget posts it: it opens the flow, reports an answer, and reports the decision. */
export async function postRun(server: BenchServer, agent: Agent): Promise<void> {
  const { keys } = server
  const { customerId, facts } = settledSession()
  const { customer, ...session } = facts
  const now = Date.now()
  const common = {
    app: keys.appId,
    customerId,
    authHash: createHmac("sha256", keys.flowKey).update(customerId).digest("hex"),
    run: randomUUID(),
    startedAt: now,
    sentAt: now,
  }
  const post = async (path: string, body: object) => {
    const status = await postBody(server, agent, path, JSON.stringify({ ...common, ...body }))
    if (status !== 200) throw new Error(`${path}: status ${status}`)
  }
  const { canceled: _, feedback: __, ...answered } = session satisfies SessionFacts
  await post("/v1/flow/open", { customer })
  await post("/v1/flow/report", { revision: 1, session: answered })
  await post("/v1/flow/report", { revision: 2, session })
}
