import type { Export, ExportManifest } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { auditOf } from "../../export/audit-of.ts"
import { checkLink } from "../../export/export-link.ts"
import { findExport } from "../../export/find-exports.ts"
import { fileKey, manifestKey } from "../../export/storage-keys.ts"
import { type StoredExport, toExport } from "../../export/to-export.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { readRange } from "../byte-range.ts"
import { attachment } from "../content-disposition.ts"
import type { Services } from "../services.ts"
import { type ExportParams, exportConfig, exportParams, exportPath, noSuchExport } from "./export-address.ts"
import { exportContentType } from "./export-content-type.ts"

const KeyQuery = Type.Object(
  { key: Type.Optional(Type.String({ maxLength: 200 })) },
  { additionalProperties: false },
)
interface AsksForExport {
  Params: ExportParams
  Querystring: { key?: string }
}

/** One export, its manifest, and its file as a whole or in parts. */
export function exportFileRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const { storage } = services.exports
  const options = { config: exportConfig, schema: { params: exportParams, querystring: KeyQuery } }

  /** @throws ApiError 404, 403 and 410 */
  async function exportOf(request: FastifyRequest<AsksForExport>): Promise<StoredExport> {
    const [workspaceId, id, { key }] = [workspaceOf(request).id, request.params.exportId, request.query]
    const row = await findExport(db, workspaceId, id)
    if (!row) throw noSuchExport()
    const which = { workspaceId, exportId: id }
    const fault = key === undefined ? null : checkLink(services.secret.forLinks, which, key, services.now())
    if (fault === "bad") {
      throw new ApiError(403, "bad_link", "This link is not one of ours, or was changed on its way.")
    }
    if (fault === "expired") throw expired()
    return row
  }

  /**
   * @param keyOf which of its files is asked for
   * @throws ApiError 410, 409 and 404 besides
   */
  async function doneExportOf(request: FastifyRequest<AsksForExport>, keyOf: typeof fileKey) {
    const row = await exportOf(request)
    const isOver = row.expires_at !== null && row.expires_at <= services.now()
    if (row.state === "expired" || isOver) throw expired()
    const { file } = toExport(row)
    if (!file) throw new ApiError(409, "export_not_done", "This export has no file.")
    if (!(await storage.stat(keyOf(row)))) throw noSuchFile()
    return { row, file }
  }

  app.get<AsksForExport>(
    exportPath,
    options,
    async (request): Promise<Export> => toExport(await exportOf(request)),
  )

  app.get<AsksForExport>(
    `${exportPath}/manifest`,
    options,
    async (request, reply): Promise<ExportManifest> => {
      const { row } = await doneExportOf(request, manifestKey)
      const stored = await storage.read(manifestKey(row))
      void reply.header("cache-control", "private, no-store")
      return JSON.parse((await stored.toArray()).join(""))
    },
  )

  // a HEAD of its own: the one that comes with a GET would say that the file is empty
  const both = { method: ["GET", "HEAD"], url: `${exportPath}/file`, exposeHeadRoute: false }
  app.route<AsksForExport>({
    ...both,
    ...options,
    handler: async (request, reply) => {
      const { row, file } = await doneExportOf(request, fileKey)
      const etag = `"${file.sha256}"`
      void reply.headers({
        "content-type": row.choice.isCompressed ? "application/gzip" : exportContentType(row.choice.profile),
        "content-disposition": attachment(file.name),
        "cache-control": "private, no-store",
        "accept-ranges": "bytes",
        etag,
      })
      const { range: asked, "if-range": ifRange } = request.headers
      const isSame = ifRange === undefined || ifRange === etag
      const range = isSame && request.method === "GET" ? readRange(asked, file.bytes) : "whole"
      if (range === "unsatisfiable") {
        return reply.code(416).header("content-range", `bytes */${file.bytes}`).send()
      }
      const part = range === "whole" ? null : range
      void reply.header("content-length", part ? part.last - part.first + 1 : file.bytes)
      if (part) void reply.code(206).header("content-range", `bytes ${part.first}-${part.last}/${file.bytes}`)
      if (request.method === "HEAD") return reply.send()
      const content = await storage.read(fileKey(row), part ?? undefined)
      // a download that goes on was written down when it began
      if (!part || part.first === 0) {
        await recordAudit(db, {
          ...auditOf(row),
          actor: actorOf(request),
          action: "export.file-downloaded",
          at: services.now(),
        })
      }
      return reply.send(content)
    },
  })
}

const expired = () =>
  new ApiError(410, "export_expired", "This export has expired; its file was removed after 24 hours.")

/** Somebody removed it from the folder or the bucket. */
const noSuchFile = () =>
  new ApiError(
    404,
    "file_not_found",
    "The file of this export is no longer where the server keeps its files; export again.",
  )
