import { modes } from "@holdfast/protocol"
import { type CustomerProfile, customerIdOf } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { type Static, Type } from "typebox"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { readCustomerBilling } from "../../billing/events/read-customer-billing.ts"
import { readCustomerProfile } from "../../session/read/read-customer-profile.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { assertLookedAt } from "../assert-looked-at.ts"
import type { Services } from "../services.ts"

const Query = Type.Object(
  { mode: Type.Enum([...modes], { default: "live" }) },
  { additionalProperties: false },
)

/** Everything about one customer, where the workspace wants such a page. */
export function customerRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads

  app.get<{ Params: { appId: string; customerId: string }; Querystring: Static<typeof Query> }>(
    "/api/workspaces/:appId/customers/:customerId",
    // each look is written down, and one at the headers alone is none
    {
      config: { access: { action: "session:read" } },
      exposeHeadRoute: false,
      schema: { querystring: Query },
    },
    async (request): Promise<CustomerProfile> => {
      assertLookedAt(request, "Customer profiles")
      const workspace = workspaceOf(request)
      const { mode } = request.query
      if (!workspace.hasCustomerProfiles) {
        throw new ApiError(404, "profiles_off", "Customer profiles are switched off in this workspace.")
      }
      const customerId = customerIdOf(request.params.customerId)
      const profile = await readCustomerProfile(db, workspace.id, customerId, mode)
      if (!profile) {
        throw new ApiError(
          404,
          "customer_not_found",
          `This customer has no ${mode} session in this workspace.`,
        )
      }
      await recordAudit(services.database.db, {
        workspaceId: workspace.id,
        actor: actorOf(request),
        action: "profile.viewed",
        target: { kind: "customer", id: customerId, name: customerId },
        detail: { mode },
        at: services.now(),
      })
      const place = { workspaceId: workspace.id, mode }
      return { ...profile, billing: await readCustomerBilling(db, place, customerId) }
    },
  )
}
