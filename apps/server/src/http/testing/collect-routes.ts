import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { FastifyInstance, RouteOptions } from "fastify"

/** Every app says here that it begins, before it has a plugin or a route. */
const beginning = "fastify.initialization"

/**
 * The routes of an app, as `GET /api/me`, each once, and the app. Pre-flights are left out: they answer nothing.
 * @param build makes the one app whose routes are meant
 */
export async function collectRoutes<T>(build: () => Promise<T>): Promise<{ routes: string[]; built: T }> {
  const routes = new Set<string>()
  const onRoute = ({ method, url }: RouteOptions) => {
    for (const each of [method].flat()) if (each !== "OPTIONS") routes.add(`${each} ${url}`)
  }
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook("onRoute", onRoute)
  }
  subscribe(beginning, watch)
  const built = await build().finally(() => unsubscribe(beginning, watch))
  return { routes: [...routes], built }
}
