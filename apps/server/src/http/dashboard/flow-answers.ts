import type { FlowDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintFault } from "@holdfast/protocol/flow"
import type { FastifyRequest } from "fastify"
import type { FlowChange, FlowWriter } from "../../flow/edit/flow-change.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

export const flowWriter = ({ database, flowLive, translator }: Services): FlowWriter => ({
  db: database.db,
  announce: flowLive.announce,
  translator,
})

export const flowChangeOf = (request: FastifyRequest, now: Date): FlowChange => ({
  workspaceId: workspaceOf(request).id,
  actor: actorOf(request),
  now,
})

/** Why a change of a flow was refused, as its callers in the flow context tell it. */
export type Refused =
  | { kind: Exclude<keyof typeof refusals, "draft_changed" | "has_faults" | "invalid"> }
  | { kind: "draft_changed"; draft: FlowDraft }
  | { kind: "has_faults"; faults: BlueprintFault[] }
  | { kind: "invalid"; sentence: string }

const refusals = {
  flow_not_found: [404, "This workspace has no flow of that id."],
  segment_not_found: [404, "This workspace has no segment of that id."],
  blueprint_not_found: [404, "This flow has no published version of that id."],
  flow_archived: [409, "This flow is archived; bring it back to change it."],
  draft_changed: [409, "Somebody saved since then. Their draft is in this answer."],
  nothing_published: [409, "No version of this flow was published yet."],
  nothing_to_publish: [409, "The draft says what is live already."],
  name_taken: [409, "There is a segment of that name; choose another one."],
  primary_flow_stays: [
    409,
    "The Primary Flow cannot be archived: it is for everybody whom no segment takes.",
  ],
  segments_changed: [409, "There are other segments by now; look at the list again."],
  flow_replaced: [409, "The segment has another flow by now; archive that one first."],
  too_many_segments: [409, "This workspace has as many segments as it may have."],
  segment_has_no_rules: [422, "A segment without rules matches nobody, so it cannot be turned on."],
  has_faults: [422, "The draft cannot be published like this."],
  invalid: [422, ""],
} as const satisfies Record<string, readonly [number, string]>

/** @throws ApiError for what was refused; answers what was done */
export function assertDone<T extends { kind: string }>(result: T | Refused): Exclude<T, Refused> {
  if (!isRefused(result)) return result as Exclude<T, Refused>
  const [status, sentence] = refusals[result.kind]
  if (result.kind === "draft_changed") {
    throw new ApiError(status, result.kind, sentence, { draft: result.draft })
  }
  if (result.kind === "has_faults") {
    throw new ApiError(status, result.kind, sentence, { faults: result.faults })
  }
  throw new ApiError(status, result.kind, result.kind === "invalid" ? result.sentence : sentence)
}

const isRefused = (result: { kind: string }): result is Refused => Object.hasOwn(refusals, result.kind)
