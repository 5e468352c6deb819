import { createHash } from "node:crypto"
import { ActionBody } from "@holdfast/protocol/schema"
import type { FastifyInstance } from "fastify"
import { askForAction, recordDoneByPage } from "../../billing/ask-for-action.ts"
import { findSessionId } from "../../session/report/find-session-id.ts"
import { runKey } from "../../session/report/run-key.ts"
import { answers } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { security } from "../openapi.ts"
import type { Services } from "../services.ts"
import { admitByBody, admitToKnown, refusingRarely } from "./admit.ts"
import { readAct, readSubscription, toActionAnswer } from "./billing-act.ts"
import { assertMayReport } from "./customer-rates.ts"
import { readBody, takesSession, withIgnored } from "./tolerant-body.ts"
import { RequestedAnswer } from "./wire-answers.ts"

const schema = {
  tags: ["Widget"],
  security: security.body,
  operationId: "requestAction",
  summary: "Ask for an action",
  description: "Asks the merchant's billing for something, where the page has no handler of its own.",
  body: ActionBody,
  response: answers(RequestedAnswer, "it is on record", [400, 401, 402, 403, 404, 409, 413, 415, 422], 202),
}

/** What the widget asks of the merchant's billing, where the page has no handler of its own. */
export function flowActionRoute(app: FastifyInstance, services: Services): void {
  // whatever a page says of its customer must not keep them from cancelling
  const action = {
    ...takesSession,
    config: { access: "customer", readsBodyTolerantly: true },
    schema,
    preValidation: readBody(ActionBody),
  } as const

  app.post<{ Body: ActionBody }>("/v1/flow/action", action, async (request, reply) => {
    const { body } = request
    const { db } = services.database
    const caller = await refusingRarely(services, request, reply, () =>
      admitToKnown(
        (mustBeFresh) => admitByBody(services, body, { mustBeFresh, mayBeUnverified: false }),
        async ({ workspace, customerId }) =>
          (await findSessionId(db, workspace.id, customerId, runKey(body.run))) !== null,
      ),
    )
    assertMayReport(services, reply, caller, body.action === "cancel")
    const { customerId, workspace, mode, subscription } = caller
    if (customerId === null) throw new ApiError(401, "no_proof", "An action needs a customer.")
    const act = readAct(body.action, body.body)
    const whose = { workspaceId: workspace.id, mode, customerId }
    const subscriptionId = await readSubscription(services, { ...whose, subscription }, act)
    const sessionId = await findSessionId(db, workspace.id, customerId, runKey(body.run))
    const asked = {
      ...whose,
      subscriptionId,
      act,
      sessionId,
      clientKey: `${runKey(body.run)} ${act.action} ${hashOf(act.body)}`,
    }
    const isDone = act.action === "resume" && act.body.byPage === true
    const carryOut = isDone ? recordDoneByPage : askForAction
    const answer = await carryOut(services.database, services.billing, asked)
    return reply.code(202).send(withIgnored(request, toActionAnswer(answer)))
  })
}

const hashOf = (value: object) => createHash("sha256").update(JSON.stringify(value)).digest("base64url")
