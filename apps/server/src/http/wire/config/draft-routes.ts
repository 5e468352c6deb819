import type { EditedFlow } from "@holdfast/protocol/dashboard"
import { type BlueprintContent, mintedGuids, publishFaults } from "@holdfast/protocol/flow"
import { Type } from "typebox"
import { shapeFaultOf } from "../../../flow/check-content.ts"
import { publishDraft } from "../../../flow/edit/publish-draft.ts"
import { readEditedFlow } from "../../../flow/edit/read-edited-flow.ts"
import { saveDraft } from "../../../flow/edit/save-draft.ts"
import { configurerOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { bodyLimits } from "../../bodies.ts"
import { flowWriter } from "../../dashboard/flow-answers.ts"
import { assertChanged, baseRevision, tagged } from "./config-answers.ts"
import { type ConfigRoutes, changeByKey } from "./config-route.ts"
import { Draft, endAbTest, FlowParams, MadeVersion, revision } from "./flow-shapes.ts"

const exact = { additionalProperties: false }
const SaveBody = Type.Object(
  {
    content: Type.Unknown({ description: "the whole content, as it was read, with the change in it" }),
    revision: Type.Optional(revision),
  },
  exact,
)
const PublishBody = Type.Object(
  {
    revision: Type.Optional(revision),
    note: Type.Optional(Type.String({ maxLength: 500, description: "why, for the history" })),
    endAbTest,
  },
  exact,
)
interface Save {
  Params: FlowParams
  Body: { content: unknown; revision?: number }
}
interface Publish {
  Params: FlowParams
  Body: { revision?: number; note?: string; endAbTest?: boolean }
}

/** What is being edited, and its publication. */
export function draftRoutes({ add, services }: ConfigRoutes): void {
  const writer = flowWriter(services)
  const { db } = services.reads
  const read = async (workspaceId: string, flowId: string): Promise<EditedFlow> => {
    const question = { workspaceId, mode: "live", now: services.now() } as const
    const flow = await readEditedFlow(db, question, flowId)
    if (!flow) throw new ApiError(404, "flow_not_found", "This workspace has no flow of that id.")
    return flow
  }

  add<{ Params: FlowParams }>(
    {
      method: "GET",
      path: "flows/:flowId/draft",
      operationId: "readDraft",
      schema: {
        summary: "Read a draft",
        description: "What is being edited; what is live where nobody has changed anything since.",
        params: FlowParams,
        response: answers(Draft, "the draft", [401, 404, 422]),
      },
    },
    async (request, reply) => {
      const edited = await read(configurerOf(request).workspace.id, request.params.flowId)
      tagged(reply, edited.draft.revision)
      return toDraft(edited)
    },
  )

  add<Save>(
    {
      method: "PUT",
      path: "flows/:flowId/draft",
      operationId: "saveDraft",
      bodyLimit: bodyLimits.content,
      schema: {
        summary: "Save a draft",
        description:
          "Keeps a content, faults and all. Parts keep their guids for life: a write that would give a known part another one is refused.",
        params: FlowParams,
        body: SaveBody,
        response: answers(Draft, "the draft as it is now", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request, reply) => {
      const change = changeByKey(request, services.now())
      const { flowId } = request.params
      const { content } = request.body
      const base = baseRevision(request, request.body.revision)
      const before = await read(change.workspaceId, flowId)
      if (shapeFaultOf(content) === null) {
        const minted = mintedGuids(before.draft.content, content as BlueprintContent)
        const sentences = minted.map(({ path, fault }) => `${path} ${fault}.`)
        if (sentences.length > 0) throw new ApiError(422, "minted_guids", sentences.join(" "))
      }
      const saved = assertChanged(await saveDraft(writer, change, flowId, { content, revision: base }))
      tagged(reply, saved.revision)
      return toDraft(await read(change.workspaceId, flowId))
    },
  )

  add<Publish>(
    {
      method: "POST",
      path: "flows/:flowId/publish",
      operationId: "publishFlow",
      schema: {
        summary: "Publish a draft",
        description:
          "The draft becomes a version that never changes, which new customers see. Customers in the middle of the flow stay on theirs.",
        params: FlowParams,
        body: PublishBody,
        response: answers(MadeVersion, "the version that was made", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request, reply) => {
      const change = changeByKey(request, services.now())
      const { note, revision: inBody, endAbTest: endsTest = false } = request.body
      const asked = {
        ...{ revision: baseRevision(request, inBody), note: note?.trim() || null },
        endAbTest: endsTest,
      }
      const made = assertChanged(await publishDraft(writer, change, request.params.flowId, asked))
      tagged(reply, made.revision)
      const { blueprintId, version, publishedAt, translated } = made
      return { blueprintId, version, publishedAt, translated } satisfies MadeVersion
    },
  )
}

function toDraft({ flow, draft, live }: EditedFlow): Draft {
  return {
    flowId: flow.id,
    name: flow.name,
    revision: draft.revision,
    content: draft.content,
    hasUnpublishedChanges: flow.draft !== null || live === null,
    published: live && { blueprintId: live.id, version: live.version, publishedAt: live.publishedAt },
    faults: publishFaults(draft.content).map(({ path, fault }) => ({ path, fault })),
    updatedAt: draft.updatedAt,
  }
}
