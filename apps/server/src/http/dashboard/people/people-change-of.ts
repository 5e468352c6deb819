import type { FastifyRequest } from "fastify"
import type { PeopleChange } from "../../../account/people/people-change.ts"
import { signedIn, workspaceOf } from "../../access.ts"
import { actorOf } from "../../actor-of.ts"

/** What the signed-in person of a request does now. */
export const changeOf = (request: FastifyRequest, at: Date): PeopleChange => ({
  workspaceId: workspaceOf(request).id,
  personId: signedIn(request).id,
  actor: actorOf(request),
  at,
})
