import { randomBytes } from "node:crypto"
import Stripe from "stripe"
import { catchUp } from "./advance.ts"
import { checkPermission, isLiveKey, readKey, type StandInKey } from "./check-key.ts"
import { expand } from "./expand.ts"
import { parseForm } from "./parse-form.ts"
import { Params } from "./read-params.ts"
import type { Route } from "./route.ts"
import { accountRoutes } from "./routes/account-routes.ts"
import { catalogueRoutes } from "./routes/catalogue-routes.ts"
import { customerRoutes } from "./routes/customer-routes.ts"
import { invoiceRoutes } from "./routes/invoice-routes.ts"
import { scheduleRoutes } from "./routes/schedule-routes.ts"
import { subscriptionRoutes } from "./routes/subscription-routes.ts"
import { refuse, StripeRefusal } from "./stripe-refusal.ts"
import type { World } from "./world.ts"

/** A request as it comes in. */
export interface Incoming {
  method: string
  path: string
  query: string
  body: string
  headers: Readonly<Record<string, string | undefined>>
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What answered a request that had an idempotency key. */
interface Remembered {
  fingerprint: string
  answer: Answer
}

const routes = [
  ...accountRoutes,
  ...catalogueRoutes,
  ...customerRoutes,
  ...invoiceRoutes,
  ...scheduleRoutes,
  ...subscriptionRoutes,
].map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(":id", "([^/]+)")}$`) }))

/** Answers requests as Stripe does: key, version, permission, idempotency, and only then what is asked. */
export function makeAnswerer(worlds: { live: World; test: World }, keys: readonly StandInKey[]) {
  const remembered = new Map<string, Remembered>()

  return (incoming: Incoming): Answer => {
    const requestId = `req_${randomBytes(8).toString("hex")}`
    const { "idempotency-key": idempotencyKey } = incoming.headers
    const headers = {
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": Stripe.API_VERSION,
      ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    }
    try {
      const key = readKey(keys, incoming.headers.authorization)
      const world = isLiveKey(key) ? worlds.live : worlds.test
      checkVersion(incoming.headers["stripe-version"])
      const { route, id } = routeOf(incoming)
      checkPermission(key, route.permission, world.account.id)
      const place = `${world.livemode} ${idempotencyKey}`
      const fingerprint = `${incoming.method} ${incoming.path} ${incoming.body}`
      const before = idempotencyKey && incoming.method === "POST" ? remembered.get(place) : undefined
      if (before) return { ...replay(before, fingerprint, idempotencyKey ?? "") }
      catchUp(world)
      world.cause = { requestId, idempotencyKey: idempotencyKey ?? null }
      const answer = answerRoute(route, id, world, incoming, headers)
      // what was refused before anything was done is not kept: Stripe keeps what its endpoint did
      const isKept = answer.status === 200 || answer.status === 402
      if (idempotencyKey && isKept) remembered.set(place, { fingerprint, answer })
      return answer
    } catch (error) {
      return renderError(error, headers)
    }
  }
}

function answerRoute(
  route: Route,
  id: string,
  world: World,
  incoming: Incoming,
  headers: Record<string, string>,
): Answer {
  try {
    const text = route.method === "POST" ? incoming.body : incoming.query
    const params = new Params(parseForm(text))
    const paths = params.texts("expand") ?? []
    const body = expand(world, route.run({ world, params, id }), paths)
    return { status: 200, headers, body: JSON.stringify(body) }
  } catch (error) {
    return renderError(error, headers)
  }
}

function renderError(error: unknown, headers: Record<string, string>): Answer {
  const refusal =
    error instanceof StripeRefusal
      ? error
      : new StripeRefusal(500, { type: "api_error", message: `The stand-in failed: ${error}` })
  return { status: refusal.status, headers, body: JSON.stringify({ error: refusal.body }) }
}

function checkVersion(version: string | undefined): void {
  if (version === Stripe.API_VERSION) return
  throw refuse(
    version === undefined
      ? "The stand-in for Stripe needs a Stripe-Version header."
      : `Invalid Stripe API version: ${version}. The stand-in for Stripe speaks ${Stripe.API_VERSION}.`,
  )
}

function routeOf({ method, path }: Incoming): { route: Route; id: string } {
  for (const { route, pattern } of routes) {
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return { route, id: decodeURIComponent(match[1] ?? "") }
  }
  throw new StripeRefusal(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}).`,
  })
}

function replay({ fingerprint, answer }: Remembered, asked: string, key: string): Answer {
  if (fingerprint !== asked) {
    throw new StripeRefusal(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    })
  }
  return { ...answer, headers: { ...answer.headers, "idempotent-replayed": "true" } }
}
