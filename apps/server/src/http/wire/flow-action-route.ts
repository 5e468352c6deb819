import { createHash } from "node:crypto"
import { ActionBody, actionBodies } from "@holdfast/protocol/schema"
import type { ErrorObject } from "ajv"
import type { FastifyInstance } from "fastify"
import { requestAction } from "../../flow/request-action.ts"
import { findSessionId } from "../../session/report/find-session-id.ts"
import { runKey } from "../../session/report/run-key.ts"
import { answers } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { security } from "../openapi.ts"
import type { Services } from "../services.ts"
import { compileSchema, sentenceFor } from "../validation.ts"
import { admitByBody } from "./admit.ts"
import { RecordedAnswer } from "./wire-answers.ts"

const schema = {
  tags: ["Widget"],
  security: security.body,
  operationId: "requestAction",
  summary: "Ask for an action",
  description: "Asks the merchant's billing for something, where the page has no handler of its own.",
  body: ActionBody,
  response: answers(RecordedAnswer, "it is on record", [400, 401, 404, 413, 415, 422], 202),
}

/** What the widget asks of the merchant's billing, where the page has no handler of its own. */
export function flowActionRoute(app: FastifyInstance, services: Services): void {
  const access = { access: "customer" } as const

  app.post<{ Body: ActionBody }>("/v1/flow/action", { config: access, schema }, async (request, reply) => {
    const { body } = request
    const caller = await admitByBody(services, body, { mustBeFresh: false, mayBeUnverified: false })
    const { customerId, workspace, mode, subscriptionId } = caller
    if (customerId === null) throw new ApiError(401, "no_proof", "An action needs a customer.")
    const validate = compileSchema({
      schema: actionBodies[body.action],
      httpPart: "body",
      method: "POST",
      url: "",
    })
    if (!validate(body.body)) {
      const [problem] = (validate as { errors?: ErrorObject[] }).errors ?? []
      throw new ApiError(
        422,
        "invalid",
        `body: ${problem ? sentenceFor(problem) : "is not what this action takes."}`,
      )
    }
    const sessionId = await findSessionId(services.database.db, workspace.id, customerId, runKey(body.run))
    const action = {
      workspaceId: workspace.id,
      mode,
      customerId,
      subscriptionId,
      action: body.action,
      body: body.body,
      sessionId,
      clientKey: `${runKey(body.run)} ${body.action} ${hashOf(body.body)}`,
    }
    await requestAction(services.database.db, services.billing, action, services.now())
    return reply.code(202).send({ recorded: true })
  })
}

const hashOf = (value: object) => createHash("sha256").update(JSON.stringify(value)).digest("base64url")
