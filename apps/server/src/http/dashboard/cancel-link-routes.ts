import type { CancelLink, CancelLinkChange } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { changeSettings } from "../../account/change-settings.ts"
import { mostReturnAddresses, readReturnAddress } from "../../account/return-addresses.ts"
import { findWorkspace } from "../../account/workspaces.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const Body = Type.Object(
  { returnAddresses: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: mostReturnAddresses }) },
  { additionalProperties: false },
)

/** The page of a cancel link, and where it may lead back to; the shapes are in `cancel-link-api.ts` of the protocol. */
export function cancelLinkRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const config = { access: { action: "cancel-link:manage" } } as const
  const path = "/api/workspaces/:appId/cancel-link"

  /** As it is now, which another server may have changed. */
  const read = async (request: FastifyRequest): Promise<CancelLink> => {
    const { appId } = workspaceOf(request)
    const workspace = await findWorkspace(db, appId)
    if (!workspace) throw new ApiError(404, "workspace_not_found", "This workspace was deleted.")
    return { address: `${services.url}/cancel/${appId}`, returnAddresses: [...workspace.returnAddresses] }
  }

  app.get(path, { config }, read)

  app.patch<{ Body: CancelLinkChange }>(path, { config, schema: { body: Body } }, async (request) => {
    const returnAddresses = request.body.returnAddresses.map(readOne)
    const twice = returnAddresses.find((address, i) => returnAddresses.indexOf(address) !== i)
    if (twice !== undefined) throw refusal(`returnAddresses has ${twice} twice.`)
    const { id, appId } = workspaceOf(request)
    await changeSettings(db, id, { returnAddresses }, actorOf(request), services.now())
    services.directory.forget(appId)
    return read(request)
  })
}

const refusal = (sentence: string) => new ApiError(422, "unusable_address", sentence)

function readOne(text: string, i: number): string {
  const address = readReturnAddress(text)
  if (address !== null) return address
  throw refusal(
    `returnAddresses[${i}] takes an address such as https://shop.example/account: https, without a query, a fragment or a password, and at most 500 characters.`,
  )
}
