import type { FoundTerms } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { workspaceOf } from "../access.ts"
import type { Services } from "../services.ts"

const Query = Type.Object(
  { kind: Type.Enum(["coupons", "prices"]), search: Type.String({ default: "", maxLength: 200 }) },
  { additionalProperties: false },
)
type Query = { kind: "coupons" | "prices"; search: string }

/** What the connected billing systems have that an offer can name; for whoever edits flows. */
export function billingTermsRoute(app: FastifyInstance, { billing }: Services): void {
  app.get<{ Querystring: Query }>(
    "/api/workspaces/:appId/billing/terms",
    { config: { access: { action: "flow:edit" } }, schema: { querystring: Query } },
    async (request): Promise<FoundTerms> => {
      const { kind, search } = request.query
      return { terms: await billing.findTerms(workspaceOf(request).id, kind, search) }
    },
  )
}
