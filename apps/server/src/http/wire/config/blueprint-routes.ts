import type { FlowSummary } from "@holdfast/protocol/dashboard"
import { BlueprintContent } from "@holdfast/protocol/schema"
import { Type } from "typebox"
import { findBlueprint } from "../../../flow/blueprints.ts"
import { listFlows } from "../../../flow/list/list-flows.ts"
import { configurerOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import type { ConfigRoutes } from "./config-route.ts"
import { FlowEntry, orNull } from "./flow-shapes.ts"
import { withNulls } from "./with-nulls.ts"

const { steps, branding: _, ...settings } = BlueprintContent.properties

/** A published version, in the contract's names (6.2). */
const PublishedBlueprint = Type.Object({
  _id: Type.String(),
  flowId: Type.String(),
  segmentId: orNull<string>(Type.String(), "null is the Primary Flow"),
  name: Type.String(),
  version: Type.Integer(),
  locked: Type.Literal(true, { description: "a published version never changes" }),
  publishedAt: Type.String({ format: "date-time" }),
  steps,
  primaryColor: orNull<string>(Type.String(), "#rrggbb"),
  brandImage: orNull<string>(Type.String(), "address of the picture above the flow"),
  ...settings,
})

const Params = Type.Object({ blueprintId: Type.String({ maxLength: 500 }) })

/** Every flow with what is live, and any version by its id. */
export function blueprintRoutes({ add, services }: ConfigRoutes): void {
  const { db } = services.reads
  add(
    {
      method: "GET",
      path: "blueprints",
      operationId: "listFlows",
      schema: {
        summary: "List flows",
        description:
          "The Primary Flow, then the flows of segments in the order in which they are asked, then archived ones.",
        response: answers(Type.Object({ flows: Type.Array(FlowEntry) }), "the flows", [401, 404, 422]),
      },
    },
    async (request) => {
      const question = {
        workspaceId: configurerOf(request).workspace.id,
        mode: "live",
        now: services.now(),
      } as const
      const flows = await listFlows(db, question)
      return { flows: flows.map(toEntry) }
    },
  )

  add<{ Params: { blueprintId: string } }>(
    {
      method: "GET",
      path: "blueprints/:blueprintId",
      operationId: "readBlueprint",
      schema: {
        summary: "Read a published version",
        description: "What customers who were shown this version saw, whatever was published since.",
        params: Params,
        response: answers(withNulls(PublishedBlueprint), "the version", [401, 404, 422]),
      },
    },
    async (request) => {
      const { workspace } = configurerOf(request)
      const version = await findBlueprint(db, workspace.id, request.params.blueprintId)
      if (!version)
        throw new ApiError(404, "blueprint_not_found", "This workspace has no published version of that id.")
      const { id, content, ...rest } = version
      const { branding, ...shown } = content
      return { _id: id, ...rest, locked: true, ...shown, ...branding }
    },
  )
}

export function toEntry(flow: FlowSummary): FlowEntry {
  const { id, name, arm, segment, live, draft, archivedAt } = flow
  const isOff = archivedAt !== null || segment?.enabled === false
  return {
    flowId: id,
    scope: segment ? "segment" : "org",
    name,
    arm,
    status: !live ? "setup_pending" : isOff ? "inactive" : "active",
    published: live !== null,
    hasUnpublishedChanges: draft !== null,
    editableBlueprintId: null,
    publishedBlueprintId: live?.blueprintId ?? null,
    ...(segment && {
      segment: {
        id: segment.id,
        name: segment.name,
        enabled: segment.enabled,
        priority: segment.priority,
      },
    }),
  }
}
