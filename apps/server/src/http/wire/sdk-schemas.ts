import type { FlowAction } from "@holdfast/protocol"
import { actionBodies, ConfigBody, SdkSession } from "@holdfast/protocol/schema"
import { Type } from "typebox"
import { answers } from "../answers.ts"
import { security } from "../openapi.ts"
import { RequestedAnswer, SdkConfigAnswer, SessionIdAnswer } from "./wire-answers.ts"

/** What the routes of `sdk-routes.ts` and `sdk-action-routes.ts` take and answer. */

const common = { tags: ["Clients of the public contract"], security: security.customer }

export const sessionSchema = {
  ...common,
  summary: "Record a session",
  description: "The session at its end. The same post twice is one session.",
  // no proof at all is the contract's analytics mode, which a workspace can accept
  security: [...security.customer, { app: [] }],
  body: SdkSession,
  response: answers(SessionIdAnswer, "the session", [400, 401, 404, 409, 413, 415, 422, 429]),
}

const appIdOfPath = Type.Object({ appId: Type.String({ description: "App ID of the workspace" }) })

export const configSchema = {
  ...common,
  operationId: "openSdkFlow",
  summary: "Configure a flow",
  description: "The flow that this customer is to see. Opens the session, which the post at the end settles.",
  params: appIdOfPath,
  body: ConfigBody,
  response: answers(SdkConfigAnswer, "the flow", [400, 401, 404, 413, 415, 422]),
}

export const actionSchema = (action: FlowAction) => ({
  ...common,
  operationId: action.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  summary: `Ask for the action ${action}`,
  description:
    "Records what the customer asks of the merchant's billing, which carries it out where it is connected.",
  params: appIdOfPath,
  body: actionBodies[action],
  response: answers(RequestedAnswer, "it is on record", [400, 401, 402, 403, 404, 413, 415, 422]),
})
