import { type CustomerProfile, customerIdOf, modes } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { type Static, Type } from "typebox"
import { readCustomerProfile } from "../../session/read-customer-profile.ts"
import { workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
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
    { config: { access: { action: "session:read" } }, schema: { querystring: Query } },
    async (request): Promise<CustomerProfile> => {
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
      return profile
    },
  )
}
