import { type Mode, modes } from "@holdfast/protocol"
import type {
  DraftSave,
  EditedFlow,
  FlowHistory,
  FlowList,
  MadePublication,
  PublishRequest,
  RestoreRequest,
  SavedDraft,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { discardDraft } from "../../flow/edit/discard-draft.ts"
import { publishDraft } from "../../flow/edit/publish-draft.ts"
import { readEditedFlow } from "../../flow/edit/read-edited-flow.ts"
import { restoreVersion } from "../../flow/edit/restore-version.ts"
import { saveDraft } from "../../flow/edit/save-draft.ts"
import { listFlows } from "../../flow/list/list-flows.ts"
import { listHistory } from "../../flow/list/list-history.ts"
import { workspaceOf } from "../access.ts"
import { bodyLimits } from "../bodies.ts"
import type { Services } from "../services.ts"
import { assertDone, flowChangeOf, flowWriter } from "./flow-answers.ts"

const exact = { additionalProperties: false }
const revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
const SaveBody = Type.Object({ content: Type.Unknown(), revision }, exact)
export const note = Type.Unsafe<string | null>({ type: ["string", "null"], maxLength: 500 })
export const endAbTest = Type.Optional(Type.Boolean())
const PublishBody = Type.Object({ revision, note, endAbTest }, exact)
const RestoreBody = Type.Object({ blueprintId: Type.String({ maxLength: 500 }), revision }, exact)
const RevisionQuery = Type.Object({ revision }, exact)
export const ModeQuery = Type.Object({ mode: Type.Enum([...modes], { default: "live" }) }, exact)
export type ModeQuery = { mode: Mode }

type Params = { appId: string; flowId: string }

/** Drafts, publications and versions of flows; the shapes are in `flows-api.ts` of the protocol. */
export function flowRoutes(app: FastifyInstance, services: Services): void {
  const writer = flowWriter(services)
  const { db } = services.reads
  const reads = { access: { action: "session:read" } } as const
  const edits = { access: { action: "flow:edit" } } as const
  const path = "/api/workspaces/:appId/flows"

  const edited = async (request: FastifyRequest<{ Params: Params }>): Promise<EditedFlow> => {
    const question = { workspaceId: workspaceOf(request).id, mode: "live", now: services.now() } as const
    const found = await readEditedFlow(db, question, request.params.flowId)
    return found ?? assertDone<never>({ kind: "flow_not_found" })
  }
  const changeOf = (request: FastifyRequest) => flowChangeOf(request, services.now())

  app.get<{ Querystring: ModeQuery }>(
    path,
    { config: reads, schema: { querystring: ModeQuery } },
    async (request): Promise<FlowList> => {
      const question = { workspaceId: workspaceOf(request).id, mode: request.query.mode, now: services.now() }
      return { flows: await listFlows(db, question) }
    },
  )

  app.get<{ Params: Params }>(`${path}/:flowId`, { config: reads }, edited)

  app.put<{ Params: Params; Body: DraftSave }>(
    `${path}/:flowId/draft`,
    { bodyLimit: bodyLimits.content, config: edits, schema: { body: SaveBody } },
    async (request): Promise<SavedDraft> => {
      const result = await saveDraft(writer, changeOf(request), request.params.flowId, request.body)
      const saved = assertDone(result)
      return { revision: saved.revision, updatedAt: saved.updatedAt }
    },
  )

  app.delete<{ Params: Params; Querystring: { revision: number } }>(
    `${path}/:flowId/draft`,
    { config: edits, schema: { querystring: RevisionQuery } },
    async (request): Promise<EditedFlow> => {
      const { flowId } = request.params
      assertDone(await discardDraft(writer, changeOf(request), flowId, request.query.revision))
      return edited(request)
    },
  )

  app.post<{ Params: Params; Body: PublishRequest }>(
    `${path}/:flowId/publish`,
    { config: edits, schema: { body: PublishBody } },
    async (request, reply) => {
      const { note, ...asked } = request.body
      const { kind: _, ...made } = assertDone(
        await publishDraft(writer, changeOf(request), request.params.flowId, {
          ...asked,
          note: note?.trim() || null,
        }),
      )
      return reply.code(201).send(made satisfies MadePublication)
    },
  )

  app.post<{ Params: Params; Body: RestoreRequest }>(
    `${path}/:flowId/restore`,
    { config: edits, schema: { body: RestoreBody } },
    async (request): Promise<EditedFlow> => {
      assertDone(await restoreVersion(writer, changeOf(request), request.params.flowId, request.body))
      return edited(request)
    },
  )

  app.get<{ Params: Params; Querystring: ModeQuery }>(
    `${path}/:flowId/versions`,
    { config: reads, schema: { querystring: ModeQuery } },
    async (request): Promise<FlowHistory> => {
      const { flowId } = request.params
      const versions = await listHistory(db, workspaceOf(request).id, flowId, request.query.mode)
      return { versions: versions ?? assertDone<never>({ kind: "flow_not_found" }) }
    },
  )
}
