import { type FlowAction, flowActions } from "@holdfast/protocol"
import type { ActionAnswer } from "@holdfast/protocol/flow"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import { askForAction } from "../../billing/ask-for-action.ts"
import { findOpenedBySdk } from "../../session/report/find-opened-by-sdk.ts"
import { ApiError } from "../api-error.ts"
import { bodyLimits } from "../bodies.ts"
import type { Services } from "../services.ts"
import { admitByHeaders, admitToKnown, refusingRarely } from "./admit.ts"
import { readAct, readSubscription, toActionAnswer } from "./billing-act.ts"
import { assertMayReport } from "./customer-rates.ts"
import { actionSchema } from "./sdk-schemas.ts"

/** What the contract's open client SDKs ask of the company's billing (section 2.4). */
export function sdkActionRoutes(app: FastifyInstance, services: Services): void {
  for (const action of flowActions) {
    // the contract has no such path: a pause is ended at its wall
    if (action === "resume") continue
    app.post<{ Params: { appId: string } }>(
      `/v1/api/orgs/:appId/cancel-flow/actions/${action}`,
      { bodyLimit: bodyLimits.ids, config: { access: "customer" }, schema: actionSchema(action) },
      (request, reply) => askBySdk(services, request, reply, action),
    )
  }
}

async function askBySdk(
  services: Services,
  request: FastifyRequest<{ Params: { appId: string } }>,
  reply: FastifyReply,
  action: FlowAction,
): Promise<ActionAnswer> {
  const { appId } = request.params
  const act = readAct(action, request.body)
  const blueprintId = act.body.blueprintId || null
  const sessionOf = ({ workspace, mode }: Caller, customerId: string) => {
    const whose = { workspaceId: workspace.id, mode, customerId, blueprintId }
    return findOpenedBySdk(services.database.db, whose, services.now())
  }
  const caller = await refusingRarely(services, request, reply, () =>
    admitToKnown(
      (mustBeFresh) => admitByHeaders(services, request, { appId, mustBeFresh, mayBeUnverified: false }),
      async (known) => (await sessionOf(known, known.customerId)) !== null,
    ),
  )
  assertMayReport(services, reply, caller, action === "cancel")
  const { workspace, customerId, mode, subscription } = caller
  if (customerId === null) throw new ApiError(401, "no_proof", "An action needs a customer.")
  const whose = { workspaceId: workspace.id, mode, customerId }
  const subscriptionId = await readSubscription(services, { ...whose, subscription }, act)
  const sessionId = await sessionOf(caller, customerId)
  const asked = { ...whose, subscriptionId, act, sessionId, clientKey: null }
  return toActionAnswer(await askForAction(services.database, services.billing, asked))
}
