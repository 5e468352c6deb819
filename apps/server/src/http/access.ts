import type { Action, Role } from "@holdfast/protocol"
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify"
import type { Workspace } from "../account/workspaces.ts"
import { authorize, beginToAuthorize, type Person, personOf } from "./dashboard/authorize.ts"
import { assertOwnPage } from "./dashboard/own-page.ts"
import { createRecentlyAllowed, type RecentlyAllowed } from "./recently-allowed.ts"
import type { Services } from "./services.ts"
import { admitConfigurer, admitProgram, type Configurer, type Program } from "./wire/admit-program.ts"

/**
 * Who may call a route. Every route says so in its `config`, and what it says is what is enforced; one that says
 * nothing stops the server from starting.
 * `public`: anybody. `data-key`, `config-key`: a program with a key of that kind. `person`: anybody signed in. An action: a person whose role
 * in the workspace of the address allows it. `customer`: a customer with a proof, which the handler itself asks for, since
 * it may lie in the body.
 */
export type Access = "public" | "customer" | "data-key" | "config-key" | "person" | ActionAccess

export interface ActionAccess {
  action: Action
  /**
   * For somebody who was let in not long ago the handler begins while the login is still being looked up, and nothing of
   * what it found, not even an error, is said before the login was found to allow it: one wait for the database instead
   * of two. For anybody else nothing is read before that. Only for handlers that read, and ask for no more than the
   * workspace.
   */
  readsAhead?: true
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** What the guard of a route found out, for its handler. */
interface Admitted {
  person?: Person
  loginId?: string
  role?: Role
  workspace?: Workspace
  program?: Program
  configurer?: Configurer
}

const admitted = new WeakMap<FastifyRequest, Admitted>()

function found<K extends keyof Admitted>(request: FastifyRequest, what: K): NonNullable<Admitted[K]> {
  const value = admitted.get(request)?.[what]
  if (!value)
    throw new Error(`${request.routeOptions.url} asks for a ${what}, which its access does not bring`)
  return value
}

/** The signed-in person of a route with access `person` or an action. */
export const signedIn = (request: FastifyRequest): Person => found(request, "person")

/** Which of their logins they use. */
export const loginIdOf = (request: FastifyRequest): string => found(request, "loginId")

/** The workspace of a route with an action. */
export const workspaceOf = (request: FastifyRequest): Workspace => found(request, "workspace")

/** The person's role in that workspace. */
export const roleOf = (request: FastifyRequest): Role => found(request, "role")

/** The caller of a route with access `data-key`. */
export const programOf = (request: FastifyRequest): Program => found(request, "program")

/** The caller of a route with access `config-key`. */
export const configurerOf = (request: FastifyRequest): Configurer => found(request, "configurer")

/** Must be the first plugin: it sees only the routes that come after it. */
export function enforceAccess(app: FastifyInstance, services: Services): void {
  const recently = createRecentlyAllowed()
  app.addHook("onRoute", (route) => {
    const methods = [route.method].flat()
    const isOurs = ["/v1/", "/api/", "/shop/api/"].some((prefix) => route.url.startsWith(prefix))
    const access = route.config?.access
    // pre-flights and static files answer nothing that needs a permission
    const isPreflight = methods.every((method) => method === "OPTIONS")
    if (isOurs && !isPreflight && !access) {
      throw new Error(`${methods.join(",")} ${route.url} does not say who may call it (config.access)`)
    }
    if (!access || access === "public" || access === "customer") return
    if (typeof access === "object" && access.readsAhead)
      return readAhead(services, route, access.action, recently)
    const guard = async (request: FastifyRequest, reply: FastifyReply) => {
      admitted.set(request, await admit(services, request, reply, access))
    }
    route.preValidation = [guard, ...[route.preValidation ?? []].flat()]
  })
}

/** A route whose handler reads while the guard is still asking, where the person is known from a moment ago. */
function readAhead(services: Services, route: RouteOptions, action: Action, recently: RecentlyAllowed): void {
  const allowed = new WeakMap<FastifyRequest, Promise<unknown>>()
  const { handler } = route
  route.preValidation = async (request: FastifyRequest, reply: FastifyReply) => {
    assertOwnPage(request, services.url)
    const { appId } = request.params as { appId: string }
    const { token, workspace, membership } = await beginToAuthorize(services, request, appId, action, reply)
    if (!workspace) return void (await membership)
    const key = JSON.stringify([token, workspace.id, action])
    const isKnown = recently.has(key)
    membership.then(
      () => recently.add(key),
      () => recently.forget(key),
    )
    if (!isKnown) await membership
    admitted.set(request, { workspace })
    allowed.set(request, membership)
  }
  route.handler = async function (request, reply) {
    const answer = (async () => handler.call(this, request, reply))()
    // it is nobody's affair where the person is refused, and they do not wait for it
    answer.catch(() => {})
    await allowed.get(request)
    return answer
  }
  // a query that is no good is for those to know who may ask
  route.errorHandler = async (error, request) => {
    await allowed.get(request)
    throw error
  }
}

async function admit(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  access: Exclude<Access, "public" | "customer">,
): Promise<Admitted> {
  if (access === "data-key") return { program: await admitProgram(services, request, reply) }
  if (access === "config-key") return { configurer: await admitConfigurer(services, request, reply) }
  assertOwnPage(request, services.url)
  if (access === "person") return personOf(services, request, reply)
  const { appId } = request.params as { appId: string }
  return authorize(services, request, appId, access.action, reply)
}
