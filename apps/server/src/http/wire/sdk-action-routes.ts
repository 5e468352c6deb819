import { type FlowAction, flowActions } from "@holdfast/protocol"
import type { ActionAnswer } from "@holdfast/protocol/flow"
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import { askForAction } from "../../billing/ask-for-action.ts"
import { findOpenedBySdk } from "../../session/report/find-opened-by-sdk.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { admitByHeaders, admitToKnown } from "./admit.ts"
import { readAct, readSubscription, toActionAnswer } from "./billing-act.ts"
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
  const act = readAct(action, request.body)
  const blueprintId = act.body.blueprintId || null
  const sessionOf = ({ workspace, mode }: Caller, customerId: string) => {
    const whose = { workspaceId: workspace.id, mode, customerId, blueprintId }
    return findOpenedBySdk(services.database.db, whose, services.now())
  }
  const caller = await admitToKnown(
    (mustBeFresh) => admitByHeaders(services, request, { appId, mustBeFresh, mayBeUnverified: false }),
    async (known) => (await sessionOf(known, known.customerId)) !== null,
  )
  const { workspace, customerId, mode, subscription } = caller
  if (customerId === null) throw new ApiError(401, "no_proof", "An action needs a customer.")
  const whose = { workspaceId: workspace.id, mode, customerId }
  const subscriptionId = await readSubscription(services.database.db, { ...whose, subscription }, act)
  const sessionId = await sessionOf(caller, customerId)
  const asked = { ...whose, subscriptionId, act, sessionId, clientKey: null }
  return toActionAnswer(await askForAction(services.database, services.billing, asked))
}
