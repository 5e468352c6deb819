import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { FastifyInstance, FastifySchema, RouteOptions } from "fastify"

export interface CollectedRoutes<T> {
  routes: string[]
  schemas: ReadonlyMap<string, FastifySchema>
  built: T
}

/** Every app says here that it begins, before it has a plugin or a route. */
const beginning = "fastify.initialization"

/**
 * The routes of an app, as `GET /api/me`, each once and with its schema, and the app. Pre-flights are left out: they answer nothing.
 * @param build makes the one app whose routes are meant
 */
export async function collectRoutes<T>(build: () => Promise<T>): Promise<CollectedRoutes<T>> {
  const schemas = new Map<string, FastifySchema>()
  const onRoute = ({ method, url, schema }: RouteOptions) => {
    for (const each of [method].flat()) if (each !== "OPTIONS") schemas.set(`${each} ${url}`, schema ?? {})
  }
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook("onRoute", onRoute)
  }
  subscribe(beginning, watch)
  const built = await build().finally(() => unsubscribe(beginning, watch))
  return { routes: [...schemas.keys()], schemas, built }
}
