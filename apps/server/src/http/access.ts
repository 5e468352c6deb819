import type { FastifyInstance } from "fastify"
import type { Action } from "../account/permissions.ts"

/**
 * Who may call a route. Every route says so in its `config`; one that does not stops the server from starting.
 * `public`: anybody. `customer`: a customer with a proof. `data-key`: a program with a data key.
 * `person`: anybody signed in. An action: a person whose role in the workspace allows it.
 */
export type Access = "public" | "customer" | "data-key" | "person" | { action: Action }

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** Must be the first plugin: it sees only the routes that come after it. */
export function requireAccessOnEveryRoute(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    // HEAD twins, CORS pre-flights and static files answer nothing that needs a permission
    const method = [route.method].flat()
    const isOurs =
      route.url.startsWith("/v1/") || route.url.startsWith("/api/") || route.url.startsWith("/shop/api/")
    if (isOurs && !method.includes("OPTIONS") && !route.config?.access) {
      throw new Error(`${method.join(",")} ${route.url} does not say who may call it (config.access)`)
    }
  })
}
