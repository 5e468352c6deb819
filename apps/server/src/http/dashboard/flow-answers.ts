import type { FlowDraft } from "@holdfast/protocol/dashboard"
import type { AbTestInBrief, BlueprintFault } from "@holdfast/protocol/flow"
import type { FastifyRequest } from "fastify"
import { offerFaults } from "../../billing/offer-faults.ts"
import type { FlowChange, FlowWriter } from "../../flow/edit/flow-change.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

export const flowWriter = ({ database, flowLive, translator, billing }: Services): FlowWriter => ({
  db: database.db,
  announce: flowLive.announce,
  translator,
  offerFaults: (workspaceId, content) => offerFaults(billing, workspaceId, content),
})

export const flowChangeOf = (request: FastifyRequest, now: Date): FlowChange => ({
  workspaceId: workspaceOf(request).id,
  actor: actorOf(request),
  now,
})

/** Why a change of a flow was refused, as its callers in the flow context tell it. */
export type Refused =
  | { kind: Exclude<keyof typeof refusals, keyof Told> }
  | { [K in keyof Told]: { kind: K } & Told[K] }[keyof Told]

/** What a refusal tells beside its kind. */
interface Told {
  draft_changed: { draft: FlowDraft }
  has_faults: { faults: BlueprintFault[] }
  invalid: { sentence: string }
  ab_test_state: { sentence: string; abTest: AbTestInBrief }
  ab_test_runs: { sentence: string; abTest: AbTestInBrief }
  ab_test_changed: { abTest: AbTestInBrief }
}

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
  variant_of_test: [409, "This flow is the variant of an A/B test, and goes with it."],
  ab_test_not_found: [404, "This workspace has no A/B test of that id."],
  ab_test_exists: [409, "This segment has an A/B test that is not over."],
  ab_test_state: [409, ""],
  ab_test_runs: [409, ""],
  ab_test_changed: [409, "Somebody changed this test since then; look at it again."],
  arms_alike: [409, "Both arms say the same; change the variant first."],
  segment_off: [409, "The segment is turned off, so nobody would come into the test; turn it on first."],
  metric_needs_billing: [
    422,
    "metric counts money, which is known once billing is connected; until then it takes save_rate.",
  ],
} as const satisfies Record<string, readonly [number, string]>

/** @throws ApiError for what was refused; answers what was done */
export function assertDone<T extends { kind: string }>(result: T | Refused): Exclude<T, Refused> {
  if (!isRefused(result)) return result as Exclude<T, Refused>
  const { kind, ...told } = result
  const [status, fixed] = refusals[kind]
  const { sentence = fixed, ...beside } = told as { sentence?: string }
  throw new ApiError(status, kind, sentence, beside)
}

const isRefused = (result: { kind: string }): result is Refused => Object.hasOwn(refusals, result.kind)
