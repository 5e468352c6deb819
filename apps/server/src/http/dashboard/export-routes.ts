import {
  type Export,
  type ExportChoice,
  type ExportEstimate,
  type Exports,
  largestSmallExport,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { cancelExport } from "../../export/cancel-export.ts"
import { keepChoice, readChoice } from "../../export/choice.ts"
import { estimateBytes } from "../../export/estimate-export.ts"
import { fileName } from "../../export/file-name.ts"
import { filterWords } from "../../export/filter-words.ts"
import { findExport, isBusy, listExports } from "../../export/find-exports.ts"
import { requestExport } from "../../export/request-export.ts"
import { toExport } from "../../export/to-export.ts"
import { countSessions } from "../../session/count/count-sessions.ts"
import { createPlanLabels } from "../../session/read/plan-labels.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { bodyLimits } from "../bodies.ts"
import { goneSignal } from "../gone-signal.ts"
import type { Services } from "../services.ts"
import { chooserOf } from "./chooser-of.ts"
import {
  type ExportParams,
  exportConfig,
  exportParams,
  exportPath,
  exportsPath,
  noSuchExport,
} from "./export-address.ts"
import { ExportBody, type MakesExport, readExportBody } from "./export-body.ts"
import { exportDownloadRoute } from "./export-download-route.ts"
import { exportFileRoutes } from "./export-file-routes.ts"
import { StreamQuery, streamFilter } from "./stream-query.ts"

type Params = { appId: string }

/** Exports of the stream; the shapes are in `export-api.ts` of the protocol. */
export function exportRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const planLabels = createPlanLabels(services.reads.db, services.now)
  const making = {
    bodyLimit: bodyLimits.address,
    config: exportConfig,
    schema: { querystring: StreamQuery, body: ExportBody },
  }
  const one = { config: exportConfig, schema: { params: exportParams } }

  app.get<{ Params: Params }>(
    `${exportsPath}/choice`,
    { config: exportConfig },
    (request): Promise<ExportChoice> => readChoice(db, chooserOf(request)),
  )

  app.post<MakesExport>(
    `${exportsPath}/estimate`,
    making,
    async (request, reply): Promise<ExportEstimate> => {
      const filter = streamFilter(workspaceOf(request).id, request.query, services.searchScope)
      const { choice } = await readExportBody(services.reads.db, request.body)
      const rows = await countSessions(services.reads.db, filter)
      const limits = { findTimeoutMs: services.reads.timeoutMs, signal: goneSignal(reply) }
      return {
        rows,
        bytes: await estimateBytes(services.exports.direct, { filter, choice, rows }, limits),
        isSmall: rows <= largestSmallExport,
        isBusy: await isBusy(db, filter.workspaceId),
      }
    },
  )

  app.post<MakesExport>(exportsPath, making, async (request, reply): Promise<Export> => {
    const workspace = workspaceOf(request)
    const person = signedIn(request)
    const now = services.now()
    const filter = streamFilter(workspace.id, request.query)
    const { choice, search } = await readExportBody(services.reads.db, request.body)
    const kept = await requestExport(
      db,
      {
        filter,
        choice,
        search,
        person,
        words: await filterWords(services.reads.db, planLabels, filter, choice.timeZone),
        rowsExpected: await countSessions(services.reads.db, filter),
        fileName: `${fileName(workspace.name, choice, now)}${choice.isCompressed ? ".gz" : ""}`,
      },
      actorOf(request),
      now,
    )
    if (kept === "export_in_progress") {
      throw new ApiError(409, "export_in_progress", "An export is already in progress.")
    }
    await keepChoice(db, chooserOf(request), choice)
    void reply.code(202)
    return toExport(kept)
  })

  app.get<{ Params: Params }>(exportsPath, { config: exportConfig }, async (request): Promise<Exports> => {
    const rows = await listExports(db, workspaceOf(request).id)
    return { exports: rows.map(toExport) }
  })

  app.post<{ Params: ExportParams }>(`${exportPath}/cancel`, one, async (request): Promise<Export> => {
    const which = { workspaceId: workspaceOf(request).id, id: request.params.exportId }
    const cancelled = await cancelExport(db, which, actorOf(request), services.now())
    if (cancelled) {
      services.exports.stopHere(cancelled.id)
      return toExport(cancelled)
    }
    if (!(await findExport(db, which.workspaceId, which.id))) throw noSuchExport()
    throw new ApiError(409, "export_over", "This export is over already.")
  })

  exportDownloadRoute(app, services, planLabels)
  exportFileRoutes(app, services)
}
