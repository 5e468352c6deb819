import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { largestSmallExport } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyReply } from "fastify"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { keepChoice } from "../../export/choice.ts"
import { fileName } from "../../export/file-name.ts"
import { filterWords } from "../../export/filter-words.ts"
import { sendSmallExport } from "../../export/small-export.ts"
import { describeError } from "../../log/describe-error.ts"
import type { PlanLabels } from "../../session/read/plan-labels.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { bodyLimits } from "../bodies.ts"
import { attachment } from "../content-disposition.ts"
import { goneSignal } from "../gone-signal.ts"
import type { Services } from "../services.ts"
import { chooserOf } from "./chooser-of.ts"
import { exportConfig, exportsPath } from "./export-address.ts"
import { ExportBody, type MakesExport, readExportBody } from "./export-body.ts"
import { exportContentType } from "./export-content-type.ts"
import { StreamQuery, streamFilter } from "./stream-query.ts"

/** A reader that takes less than this in so long is cut off: one byte now and then would hold its file for ever. */
const stalledMs = 60_000
const leastTaken = 32 * 1024

/** The file itself, at once. What fails after its first byte cuts the connection, so that no part passes for the whole. */
export function exportDownloadRoute(app: FastifyInstance, services: Services, planLabels: PlanLabels): void {
  const { db } = services.database
  const schema = { querystring: StreamQuery, body: ExportBody }

  app.post<MakesExport>(
    `${exportsPath}/download`,
    { bodyLimit: bodyLimits.address, config: exportConfig, schema },
    async (request, reply) => {
      const workspace = workspaceOf(request)
      const filter = streamFilter(workspace.id, request.query, services.searchScope)
      const { choice } = await readExportBody(services.reads.db, request.body)
      const now = services.now()
      const name = fileName(workspace.name, choice, now)
      const begin = async (text: Readable, rows: number) => {
        // written down before the first byte leaves
        const { audit } = await filterWords(services.reads.db, planLabels, filter, choice.timeZone)
        await recordAudit(db, {
          workspaceId: workspace.id,
          actor: actorOf(request),
          action: "export.downloaded",
          detail: { filter: audit, profile: choice.profile, rows, file: name },
          at: now,
        })
        await keepChoice(db, chooserOf(request), choice)
        void reply.headers({
          "content-type": exportContentType(choice.profile),
          "content-disposition": attachment(name),
          "x-holdfast-rows": rows,
          "cache-control": "private, no-store",
          // some proxies hold an answer back until it is whole
          "x-accel-buffering": "no",
        })
        await stream(reply, text)
      }
      const limits = { findTimeoutMs: services.reads.timeoutMs, signal: goneSignal(reply) }
      const refused = await sendSmallExport(services.exports.direct, { filter, choice }, limits, begin).catch(
        (error: unknown) => {
          if (!reply.sent) throw error
          request.log.warn({ error: describeError(error) }, "a download broke off")
          return null
        },
      )
      if (refused) {
        throw new ApiError(
          409,
          "too_many_rows",
          `There are more than ${largestSmallExport.toLocaleString("en-US")} sessions; they are prepared in the background.`,
        )
      }
      return reply
    },
  )
}

/** Writes to the socket itself: only here is known that it took all, and the connection is cut where it did not. */
async function stream(reply: FastifyReply, text: Readable): Promise<void> {
  reply.hijack()
  const response = reply.raw
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value)
  }
  const { socket } = response
  const taken = () => (socket ? socket.bytesWritten - socket.writableLength : 0)
  let before = taken()
  const watch = setInterval(() => {
    const now = taken()
    if (now - before < leastTaken) response.destroy()
    before = now
  }, stalledMs)
  try {
    await pipeline(text, response)
  } finally {
    clearInterval(watch)
  }
}
