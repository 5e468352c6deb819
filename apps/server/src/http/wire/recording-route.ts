import { promisify } from "node:util"
import { constants, createGunzip, gunzip } from "node:zlib"
import { type RecordingChunk, readChunk, recordingLimits } from "@holdfast/protocol/recording"
import { RecordingBody } from "@holdfast/protocol/schema"
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import type { ChunkResult } from "../../recording/keep-chunks.ts"
import { findSessionId } from "../../session/report/find-session-id.ts"
import { runKey } from "../../session/report/run-key.ts"
import { sentences } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { security } from "../openapi.ts"
import type { Services } from "../services.ts"
import { admitByBody, admitToKnown, refusingRarely } from "./admit.ts"
import { noteBrokenBody } from "./app-id-of.ts"
import { assertMayRecord } from "./customer-rates.ts"

const schema = {
  tags: ["Widget"],
  security: security.body,
  operationId: "keepRecording",
  summary: "Keep a piece of a recording",
  description:
    "One piece of the log of a run, as JSON or as gzip of it. Pieces may come twice, late and in any order: which one it is says its index. Refused with a sentence where anything in it is unknown, out of bounds or out of order; nothing of it is kept then.",
  body: RecordingBody,
  response: {
    204: { type: "null", description: "it is kept, or was already" },
    ...sentences([400, 401, 404, 409, 410, 413, 415, 422, 429]),
  },
}

/** What the widget's recorder sends. */
export async function recordingRoute(app: FastifyInstance, services: Services): Promise<void> {
  // the bodies of this route alone are bytes
  await app.register(async (recording) => {
    acceptChunks(recording)
    const config = { access: "customer", readsBodyTolerantly: true } as const
    const { chunkBytes: bodyLimit } = recordingLimits
    recording.post<{ Body: RecordingBody }>(
      "/v1/flow/recording",
      { config, schema, bodyLimit },
      async (request, reply) => {
        const { body } = request
        const caller = await refusingRarely(services, request, reply, () =>
          admitToKnown(
            (mustBeFresh) => admitByBody(services, body, { mustBeFresh, mayBeUnverified: false }),
            async ({ workspace, customerId }) =>
              (await findSessionId(services.database.db, workspace.id, customerId, runKey(body.run))) !==
              null,
          ),
        )
        assertMayRecord(services, reply, caller)
        const read = readChunk(body)
        if ("fault" in read) throw new ApiError(422, "unreadable_recording", read.fault)
        throwRefused(await keep(services, request, caller, read.chunk))
        return reply.code(204).send()
      },
    )
  })
}

function keep(
  { recordings, now }: Services,
  request: FastifyRequest,
  { workspace, mode, customerId }: Caller,
  chunk: RecordingChunk,
): Promise<ChunkResult> {
  if (customerId === null) throw new ApiError(401, "no_proof", "A recording needs a customer.")
  return recordings.keep({
    ...{ workspaceId: workspace.id, mode, customerId, clientKey: runKey(chunk.run), chunk },
    size: sizeOf(request),
    receivedAt: now(),
  })
}

function throwRefused(result: ChunkResult): void {
  switch (result) {
    case "kept":
      return
    case "unknown":
      throw new ApiError(
        404,
        "unknown_run",
        "run is of no session here; open the flow before it is recorded.",
      )
    case "foreign":
      throw new ApiError(409, "foreign_run", "run belongs to a session of another customer or mode.")
    case "unrecorded":
      throw new ApiError(409, "not_recorded", "This run is not recorded; the answer that opened it says why.")
    case "deleted":
      throw new ApiError(410, "recording_deleted", "The recording of this run was deleted; no more is kept.")
    case "otherVersion":
      throw new ApiError(
        422,
        "other_version",
        "head.blueprintId is not the version of the flow that this run was shown.",
      )
    case "full":
      throw new ApiError(
        413,
        "recording_full",
        `The recording of this run has ${recordingLimits.sessionBytes / 1024} kB; no more is kept.`,
      )
  }
}

const inflate = promisify(gunzip)

const sizes = new WeakMap<FastifyRequest, number>()
/** How many bytes came. */
const sizeOf = (request: FastifyRequest): number => sizes.get(request) ?? 0

/** JSON, or gzip of it by its first bytes: a content encoding would need a pre-flight. */
function acceptChunks(app: FastifyInstance): void {
  app.removeContentTypeParser(["application/json", "text/plain"])
  for (const type of ["application/json", "text/plain"]) {
    app.addContentTypeParser(type, { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
      sizes.set(request, body.length)
      const text = new TextDecoder().decode(await inflated(request, body))
      try {
        return JSON.parse(text)
      } catch (error) {
        noteBrokenBody(request, text)
        throw error
      }
    })
  }
}

/** @throws ApiError where it is no gzip, or more than a chunk may have: no more than that is ever in memory */
async function inflated(request: FastifyRequest, body: Buffer): Promise<Buffer> {
  const { inflatedBytes } = recordingLimits
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  try {
    return await inflate(body, { maxOutputLength: inflatedBytes })
  } catch (error) {
    noteBrokenBody(request, await beginningOf(body))
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new ApiError(413, "too_large", `A chunk may have ${inflatedBytes / 1024} kB, inflated.`)
    throw new ApiError(422, "not_gzip", "The body begins as gzip, and is not gzip.")
  }
}

/** The first kilobytes of what does not inflate to its end: they may say whose it is. */
async function beginningOf(body: Buffer): Promise<string> {
  const inflating = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  inflating.end(body)
  try {
    for await (const first of inflating) return String(first)
  } catch {
    // nothing of it is gzip
  }
  return ""
}
