import { type FlowAction, flowActions } from "@holdfast/protocol"
import type { ActionAnswer } from "@holdfast/protocol/flow"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { askForAction } from "../../billing/ask-for-action.ts"
import { findOpenedBySdk } from "../../session/report/find-opened-by-sdk.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { admitByHeaders } from "./admit.ts"
import { readAct, toActionAnswer } from "./billing-act.ts"
import { actionSchema } from "./sdk-schemas.ts"

/** What the contract's open client SDKs ask of the company's billing (section 2.4). */
export function sdkActionRoutes(app: FastifyInstance, services: Services): void {
  for (const action of flowActions) {
    app.post<{ Params: { appId: string } }>(
      `/v1/api/orgs/:appId/cancel-flow/actions/${action}`,
      { config: { access: "customer" }, schema: actionSchema(action) },
      (request) => askBySdk(services, request, request.params.appId, action),
    )
  }
}

async function askBySdk(
  services: Services,
  request: FastifyRequest,
  appId: string,
  action: FlowAction,
): Promise<ActionAnswer> {
  const caller = await admitByHeaders(services, request, {
    appId,
    mustBeFresh: false,
    mayBeUnverified: false,
  })
  const { workspace, customerId, mode, subscriptionId } = caller
  if (customerId === null) throw new ApiError(401, "no_proof", "An action needs a customer.")
  const act = readAct(action, request.body)
  const whose = { workspaceId: workspace.id, mode, customerId }
  const blueprintId = act.body.blueprintId || null
  const sessionId = await findOpenedBySdk(services.database.db, { ...whose, blueprintId }, services.now())
  const asked = { ...whose, subscriptionId, act, sessionId, clientKey: null }
  return toActionAnswer(await askForAction(services.database, services.billing, asked))
}
