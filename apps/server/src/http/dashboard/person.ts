import type { FastifyRequest } from "fastify"
import { roleIn } from "../../account/people.ts"
import { type Action, can } from "../../account/permissions.ts"
import type { Workspace } from "../../account/workspaces.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

export interface Person {
  id: string
  name: string
  email: string
}

/** Who is signed in. @throws ApiError 401 when nobody is */
export async function personOf(services: Services, request: FastifyRequest): Promise<Person> {
  const headers = new Headers({ cookie: request.headers.cookie ?? "" })
  const login = await services.auth.api.getSession({ headers })
  if (!login) throw new ApiError(401, "signed_out", "You are signed out. Sign in to go on.")
  const { id, name, email } = login.user
  return { id, name, email }
}

/**
 * The workspace of a request, for a person whose role allows the action there.
 * @throws ApiError 404 also for a workspace of others, which thereby stays unseen; 403 for a role that may not
 */
export async function authorize(
  services: Services,
  request: FastifyRequest,
  appId: string,
  action: Action,
): Promise<Workspace> {
  const person = await personOf(services, request)
  const entry = await services.directory.find(appId)
  const role = entry && (await roleIn(services.database.db, entry.workspace.id, person.id))
  if (!entry || !role) throw new ApiError(404, "workspace_not_found", "There is no such workspace for you.")
  if (!can(role, action)) throw new ApiError(403, "forbidden", `Your role (${role}) may not do this.`)
  return entry.workspace
}
