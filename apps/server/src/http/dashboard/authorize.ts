import { type Action, can, type Role } from "@holdfast/protocol"
import type { FastifyReply, FastifyRequest } from "fastify"
import { findLogin, type Login } from "../../account/find-login.ts"
import { endLogin } from "../../account/logins/record-logins.ts"
import { touchedEveryMs, touchLogin } from "../../account/logins/touch-login.ts"
import { readLoginToken } from "../../account/read-login-token.ts"
import type { Workspace } from "../../account/workspaces.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { noteWho } from "../who-asks.ts"

export type Person = Login["user"]

/** A person, and by which of their logins. */
export interface SignedIn {
  person: Person
  loginId: string
}

/** A person in a workspace that they belong to. */
export interface Membership extends SignedIn {
  role: Role
  workspace: Workspace
}

/**
 * Who is signed in.
 * @param reply takes the cookie of a login that is prolonged; without it the login is left as it is
 * @throws ApiError 401 when nobody is
 */
export async function personOf(
  services: Services,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<SignedIn> {
  const { user, id } = await loginOf(services, request, await tokenOf(services, request), null, reply)
  return { person: user, loginId: id }
}

/** The same where nobody need be signed in: null when nobody is. */
export const personIfAny = (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Person | null> =>
  personOf(services, request, reply).then(
    ({ person }) => person,
    (error: unknown) => {
      if (error instanceof ApiError) return null
      throw error
    },
  )

/**
 * Who asks, and the workspace of the request, where their role allows the action.
 * @param reply as above
 * @throws ApiError 404 also for a workspace of others, which thereby stays unseen; 403 for a role that may not, and for
 * everything of a workspace that requires a second factor of who has none
 */
export async function authorize(
  services: Services,
  request: FastifyRequest,
  appId: string,
  action: Action,
  reply?: FastifyReply,
): Promise<Membership> {
  const { membership } = await beginToAuthorize(services, request, appId, action, reply)
  return membership
}

/**
 * The same for who does not wait for it: the workspace is known at once, null where there is none, and the person's
 * `membership` is still being looked up.
 * @throws ApiError 401 for who does not even seem to be signed in
 */
export async function beginToAuthorize(
  services: Services,
  request: FastifyRequest,
  appId: string,
  action: Action,
  reply?: FastifyReply,
): Promise<{ token: string; workspace: Workspace | null; membership: Promise<Membership> }> {
  const token = await tokenOf(services, request)
  const workspace = (await services.directory.find(appId))?.workspace ?? null
  if (workspace) noteWho(request, { workspace: workspace.appId })
  const look = async (): Promise<Membership> => {
    const login = await loginOf(services, request, token, workspace?.id ?? null, reply)
    const { user, role } = login
    if (!workspace || !role)
      throw new ApiError(404, "workspace_not_found", "There is no such workspace for you.")
    if (login.requiresTwoFactor && !user.hasTwoFactor) {
      const sentence = "This workspace requires a second factor; set yours up in your account first."
      throw new ApiError(403, "two_factor_required", sentence)
    }
    if (!can(role, action)) throw new ApiError(403, "forbidden", `Your role (${role}) may not do this.`)
    return { person: user, loginId: login.id, role, workspace }
  }
  return { token, workspace, membership: look() }
}

/** How long a login lasts at most, however much it is used. */
const longestMs = 30 * 24 * 3600_000
/** The same for what is of a workspace that requires a second factor. */
const longestWithFactorMs = 12 * 3600_000

const signedOut = () => new ApiError(401, "signed_out", "You are signed out. Sign in to go on.")

async function tokenOf({ auth }: Services, request: FastifyRequest): Promise<string> {
  const token = await readLoginToken(auth, request.headers.cookie ?? "")
  if (token === null) throw signedOut()
  return token
}

/**
 * Asked at every request, so by a query of ours: better-auth takes 3 ms for the same answer. It is asked where the
 * login has ended, which it cleans up, or has been used for so long that it is to be prolonged.
 */
async function loginOf(
  { auth, database, now: ourNow }: Services,
  request: FastifyRequest,
  token: string,
  workspaceId: string | null,
  reply: FastifyReply | undefined,
): Promise<Login> {
  const login = await findLogin(database.db, token, workspaceId)
  if (!login) throw signedOut()
  noteWho(request, { person: login.user.id })
  const ageMs = ourNow().getTime() - login.createdAt.getTime()
  if (ageMs >= (login.requiresTwoFactor ? longestWithFactorMs : longestMs)) {
    const whose = { person: login.user, address: request.ip, now: ourNow() }
    await endLogin(database.db, { ...whose, loginId: login.id, why: "too old" })
    throw signedOut()
  }
  const { expiresIn, updateAge } = (await auth.$context).sessionConfig
  // not the clock of `services`: better-auth has its own
  const leftMs = login.expiresAt.getTime() - Date.now()
  const isDue = leftMs <= (expiresIn - updateAge) * 1000
  if (isDue && reply) {
    const { headers, response } = await auth.api.getSession({
      headers: new Headers({ cookie: request.headers.cookie ?? "" }),
      returnHeaders: true,
    })
    for (const cookie of headers.getSetCookie()) void reply.header("set-cookie", cookie)
    if (!response) throw signedOut()
  }
  if (leftMs <= 0) throw signedOut()
  const now = new Date()
  if (reply && now.getTime() - login.lastUsedAt.getTime() > touchedEveryMs)
    await touchLogin(database.db, login.id, now)
  return login
}
