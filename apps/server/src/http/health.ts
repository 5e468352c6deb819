import type { FastifyInstance } from "fastify"

/** Resolves when the database answers and every migration is done; rejects otherwise. */
export type Readiness = () => Promise<void>

/** `/healthz`: the process lives. `/readyz`: the database is reachable and migrated. */
export function healthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get("/healthz", { config: { access: "public" } }, () => ({ status: "ok" }))
  app.get("/readyz", { config: { access: "public" } }, async (_request, reply) => {
    try {
      await readiness()
      return { status: "ready" }
    } catch {
      return reply.code(503).send({ status: "the database does not answer" })
    }
  })
}
