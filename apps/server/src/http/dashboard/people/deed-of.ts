import type { FastifyRequest } from "fastify"
import type { Deed } from "../../../account/people/deed.ts"
import { signedIn, workspaceOf } from "../../access.ts"
import { actorOf } from "../../actor-of.ts"

/** What the signed-in person of a request does now. */
export const deedOf = (request: FastifyRequest, at: Date): Deed => ({
  workspaceId: workspaceOf(request).id,
  personId: signedIn(request).id,
  actor: actorOf(request),
  at,
})
