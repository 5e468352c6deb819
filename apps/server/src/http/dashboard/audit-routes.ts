import { Readable } from "node:stream"
import type { AuditActors, AuditPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { exportAudit } from "../../account/audit/export-audit.ts"
import { listAudit } from "../../account/audit/list-audit.ts"
import { listAuditActors } from "../../account/audit/list-audit-actors.ts"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { listPage } from "../list-page.ts"
import type { Services } from "../services.ts"
import { AuditPageQuery, AuditQuery, auditDetail, auditFilter } from "./audit-query.ts"

const NoQuery = Type.Object({}, { additionalProperties: false })

/** The audit log of a workspace; the shapes are in `audit-api.ts` of the protocol. */
export function auditRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads
  const config = { access: { action: "audit:read" } } as const
  const path = "/api/workspaces/:appId/audit"

  app.get<{ Querystring: AuditPageQuery }>(
    path,
    { config, schema: { querystring: AuditPageQuery } },
    async (request): Promise<AuditPage> => {
      const { id: workspaceId } = workspaceOf(request)
      const filter = auditFilter(workspaceId, request.query)
      const { rows, next } = await listPage(
        services,
        { workspaceId, list: "audit" },
        request.query,
        (after, size) => listAudit(db, filter, after?.id ?? null, size),
        ({ at, id }) => ({ createdAt: new Date(at), id }),
      )
      return { entries: rows, next }
    },
  )

  app.get(
    `${path}/actors`,
    { config, schema: { querystring: NoQuery } },
    async (request): Promise<AuditActors> => ({ actors: await listAuditActors(db, workspaceOf(request).id) }),
  )

  app.post<{ Querystring: AuditQuery }>(
    `${path}/export`,
    // it writes an entry: no link, and no page of another site, makes one by being followed
    { config, schema: { querystring: AuditQuery } },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request)
      const filter = auditFilter(workspaceId, request.query)
      const at = services.now()
      // written first: nobody takes the log along without a trace
      await recordAudit(services.database.db, {
        workspaceId,
        actor: actorOf(request),
        action: "audit.exported",
        detail: auditDetail(request.query),
        at,
      })
      return reply
        .type("text/csv; charset=utf-8")
        .header(
          "content-disposition",
          `attachment; filename="audit-log-${at.toISOString().slice(0, 10)}.csv"`,
        )
        .header("cache-control", "no-store")
        .send(Readable.from(exportAudit(db, filter)))
    },
  )
}
