import { modes } from "@holdfast/protocol"
import { type CustomerProfile, customerIdOf } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { type Static, Type } from "typebox"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { readCustomerProfile } from "../../session/read/read-customer-profile.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
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
    // each look is written down, and one at the headers alone is none
    {
      config: { access: { action: "session:read" } },
      exposeHeadRoute: false,
      schema: { querystring: Query },
    },
    async (request): Promise<CustomerProfile> => {
      assertLookedAt(request)
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
      return profile
    },
  )
}

/**
 * A look is written down in the name of whoever is signed in, so only a page of ours may cause one: not a link or an image of
 * another site, nor what a browser fetches ahead, which may never be seen. Programs say nothing of where they ask from.
 * @throws ApiError 403
 */
function assertLookedAt({ headers }: FastifyRequest): void {
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""}`
  if (/prefetch|prerender/i.test(purpose)) {
    throw new ApiError(
      403,
      "fetched_ahead",
      "Customer profiles are not fetched ahead: each look is written down.",
    )
  }
  const { "sec-fetch-site": site = "same-origin", "sec-fetch-dest": use = "empty" } = headers
  if (site === "same-origin" && use === "empty") return
  throw new ApiError(
    403,
    "not_looked_at",
    "A customer profile is read by a page of the dashboard only: each look is written down.",
  )
}
