import type { FlowSummary, SegmentChange, SegmentOrder } from "@holdfast/protocol/dashboard"
import type { SegmentRule } from "@holdfast/protocol/flow"
import type { FastifyRequest } from "fastify"
import { type Static, Type } from "typebox"
import { listFlows } from "../../../flow/list/list-flows.ts"
import { changeSegment } from "../../../flow/segment/change-segment.ts"
import { createSegment } from "../../../flow/segment/create-segment.ts"
import { orderSegments } from "../../../flow/segment/order-segments.ts"
import { mostSegments } from "../../../flow/segment/segment-store.ts"
import { configurerOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { bodyLimits } from "../../bodies.ts"
import { flowWriter } from "../../dashboard/flow-answers.ts"
import { rules } from "../../dashboard/segment-routes.ts"
import { onOneLine, visibleName } from "../../dashboard/visible-name.ts"
import { assertChanged } from "./config-answers.ts"
import { type ConfigRoutes, changeByKey } from "./config-route.ts"
import { endAbTest } from "./flow-shapes.ts"

const exact = { additionalProperties: false }
const id = Type.String({ maxLength: 500 })

/** In the contract's names (6.6). */
const Segment = Type.Object({
  id: Type.String(),
  name: Type.String(),
  enabled: Type.Boolean(),
  priority: Type.Integer({ description: "from 0 up; the first that matches decides the flow" }),
  filter: rules,
  flowId: Type.String({ description: "whose draft and versions are the segment's" }),
})
export type Segment = Static<typeof Segment>
const Segments = Type.Object({ segments: Type.Array(Segment) })

const NewBody = Type.Object(
  {
    name: visibleName,
    filter: rules,
    copyOf: Type.Optional(
      Type.String({
        maxLength: 500,
        description: "the flow whose draft is copied; the Primary Flow unless said",
      }),
    ),
    content: Type.Optional(
      Type.Unknown({
        description: "what its flow says, in place of a copy; its parts have guids that no other part has",
      }),
    ),
  },
  exact,
)
const ChangeBody = Type.Partial(
  Type.Object({ name: visibleName, enabled: Type.Boolean(), filter: rules, endAbTest }),
  exact,
)
const OrderBody = Type.Object({ ids: Type.Array(id, { maxItems: mostSegments }) }, exact)

interface Make {
  Body: { name: string; filter: SegmentRule[]; copyOf?: string; content?: unknown }
}
interface Change {
  Params: { segmentId: string }
  Body: { name?: string; enabled?: boolean; filter?: SegmentRule[]; endAbTest?: boolean }
}

/** Whom each flow is for, and in which order they are asked. */
export function segmentRoutes({ add, services }: ConfigRoutes): void {
  const writer = flowWriter(services)
  const list = async (request: FastifyRequest, flowId?: string) => {
    const { workspace } = configurerOf(request)
    const question = { workspaceId: workspace.id, mode: "live", now: services.now() } as const
    return listFlows(services.reads.db, question, flowId)
  }
  /** What was made or changed, also where its flow is archived. */
  const ofFlow = async (request: FastifyRequest, flowId: string): Promise<Segment> => {
    const [flow] = await list(request, flowId)
    return flow?.segment
      ? { ...segmentIn(flow.segment), flowId }
      : assertChanged<never>({ kind: "segment_not_found" })
  }

  add(
    {
      method: "GET",
      path: "segments",
      operationId: "listSegments",
      schema: {
        summary: "List segments",
        description: "In the order in which they are asked. Those of archived flows are not there.",
        response: answers(Segments, "the segments", [401, 404, 422]),
      },
    },
    async (request) => ({ segments: toSegments(await list(request)) }),
  )

  add<Make>(
    {
      method: "POST",
      path: "segments",
      operationId: "createSegment",
      bodyLimit: bodyLimits.rules + bodyLimits.content,
      schema: {
        summary: "Make a segment",
        description:
          "Turned off and last in order, with a flow of its own: a copy, whose parts have guids of their own and say where they come from, or the content that is sent.",
        body: NewBody,
        response: answers(Segment, "the segment", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request) => {
      const { name, filter, copyOf, content } = request.body
      if (copyOf !== undefined && content !== undefined)
        throw new ApiError(422, "two_beginnings", "copyOf and content both say what the flow is; send one.")
      const primary = async () => (await list(request)).find(({ segment }) => segment === null)?.id ?? ""
      const { flowId } = assertChanged(
        asFilter(
          await createSegment(writer, changeByKey(request, services.now()), {
            name: onOneLine(name),
            rules: filter,
            ...(content === undefined ? { copyOf: copyOf ?? (await primary()) } : { content }),
          }),
        ),
      )
      return ofFlow(request, flowId)
    },
  )

  add<Change>(
    {
      method: "PATCH",
      path: "segments/:segmentId",
      operationId: "changeSegment",
      bodyLimit: bodyLimits.rules,
      schema: {
        summary: "Change a segment",
        description: "Its name, its rules, or whether it is asked at all. What is left out stays.",
        params: Type.Object({ segmentId: id }),
        body: ChangeBody,
        response: answers(Segment, "the segment", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request) => {
      const { name, enabled, filter, endAbTest: endsTest } = request.body
      const asked: SegmentChange = {
        ...(name !== undefined && { name: onOneLine(name) }),
        ...(enabled !== undefined && { enabled }),
        ...(filter && { rules: filter }),
        ...(endsTest !== undefined && { endAbTest: endsTest }),
      }
      const change = changeByKey(request, services.now())
      const { flowId } = assertChanged(
        asFilter(await changeSegment(writer, change, request.params.segmentId, asked)),
      )
      return ofFlow(request, flowId)
    },
  )

  add<{ Body: SegmentOrder }>(
    {
      method: "POST",
      path: "segments/reorder",
      operationId: "orderSegments",
      bodyLimit: bodyLimits.address,
      schema: {
        summary: "Order segments",
        description: "Every segment by its id, the first to be asked first.",
        body: OrderBody,
        response: answers(Segments, "the segments in their order", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request) => {
      const change = changeByKey(request, services.now())
      assertChanged(await orderSegments(writer, change, request.body.ids))
      return { segments: toSegments(await list(request)) }
    },
  )
}

/** The rules are called `filter` here. */
const asFilter = <T extends { kind: string }>(result: T): T =>
  "sentence" in result && typeof result.sentence === "string"
    ? { ...result, sentence: result.sentence.replace(/\brules(?=\[)/g, "filter") }
    : result

const toSegments = (flows: readonly FlowSummary[]): Segment[] =>
  flows.flatMap(({ id: flowId, segment, archivedAt, arm }) =>
    segment && archivedAt === null && arm !== "variant" ? [{ ...segmentIn(segment), flowId }] : [],
  )

const segmentIn = ({ id, name, enabled, priority, rules: filter }: NonNullable<FlowSummary["segment"]>) => ({
  id,
  name,
  enabled,
  priority,
  filter,
})
