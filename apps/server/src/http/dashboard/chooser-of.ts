import type { FastifyRequest } from "fastify"
import { signedIn, workspaceOf } from "../access.ts"

/** Whose choice of columns and looks it is: that of a person, for each workspace. */
export const chooserOf = (request: FastifyRequest) => ({
  workspaceId: workspaceOf(request).id,
  userId: signedIn(request).id,
})
