import type { AbTestInBrief } from "../flow/ab-test-state.ts"
import type { Blueprint, BlueprintContent, BlueprintFault, FlowArm } from "../flow/blueprint.ts"
import type { PresentedFlow } from "../flow/flow-api.ts"
import type { SegmentRule } from "../flow/segment.ts"
import type { AutomaticTranslation } from "../flow/translations.ts"

/**
 * Flows as people make them: what is live, what is being edited, and every version before. Reading asks for
 * `session:read`, changing for `flow:edit`. Times are ISO 8601 in UTC. A flow, a segment or a version that the workspace
 * has not is 404 (`flow_not_found`, `segment_not_found`, `blueprint_not_found`).
 */

/** What became of the customers who saw a version: valid sessions, settled and not bounced. */
export interface VersionResults {
  sessions: number
  /** A fraction; null without sessions. */
  saveRate: number | null
}

/** Who is in the team; a name is null for somebody who is gone, and for a key or a command. */
export interface Author {
  name: string | null
}

export interface FlowSegment {
  id: string
  name: string
  enabled: boolean
  /** From 0 up; the first that matches decides the flow. */
  priority: number
  rules: SegmentRule[]
}

/** A row of the Flows page. */
export interface FlowSummary {
  id: string
  name: string
  /** null is the Primary Flow. */
  segment: FlowSegment | null
  /** Its side of the segment's A/B test; null while it stands in none. */
  arm: FlowArm | null
  /** The test of its segment that is not over: of both arms' flows. */
  abTest: AbTestInBrief | null
  /** ISO 8601; null for one that customers may see. */
  archivedAt: string | null
  /** The newest version; null while none was published. `results` are of the last 30 days, over all its versions. */
  live: ({ blueprintId: string; version: number; publishedAt: string } & { results: VersionResults }) | null
  /** What is being edited; null where nothing differs from what is live. */
  draft: { updatedAt: string; updatedBy: Author; differences: number; faults: number } | null
}

/**
 * `GET /api/workspaces/:appId/flows?mode=`: the Primary Flow, then segments' flows by priority, then archived ones, newest
 * first. `mode` is the mode of the sessions that are counted: live unless said.
 */
export interface FlowList {
  flows: FlowSummary[]
}

/**
 * `POST /api/workspaces/:appId/flows`, which answers 201 and a `FlowSummary`: a new segment, turned off and last in order,
 * and its flow, whose draft is a copy: with new guids, which say where they come from. 409 `name_taken`; 409
 * `too_many_segments` beyond 200; 422 `invalid` for rules that mean nothing, here and below, with the place of each fault.
 */
export interface NewFlow {
  /** 1 to 80 characters. */
  name: string
  rules: SegmentRule[]
  /** The flow that is copied: its draft, or else what is live. */
  copyOf: string
}

/**
 * `PATCH /api/workspaces/:appId/segments/:segmentId`, which answers the `FlowSummary` of its flow. What is left out stays.
 * 422 `segment_has_no_rules` where a segment without rules is turned on, 409 `nothing_published` where its flow was never
 * published, 409 `flow_archived`, 409 `name_taken`; 409 `ab_test_runs` (`AbTestRuns`) where one with a running test is turned
 * off, unless `endAbTest` is said.
 */
export type SegmentChange = Partial<Pick<FlowSegment, "name" | "enabled" | "rules">> & { endAbTest?: boolean }

/**
 * `POST /api/workspaces/:appId/segments/order`, which answers the `FlowList`. Every segment of a flow that is not archived,
 * the first to be asked first. 409 `segments_changed` where others are there by now.
 */
export interface SegmentOrder {
  ids: string[]
}

/**
 * `POST /api/workspaces/:appId/flows/:flowId/archive` and `…/unarchive`, which answer the `FlowSummary`. An archived flow
 * is shown to nobody; its segment is turned off. Brought back, it is last in order. 409 `primary_flow_stays`; 409
 * `flow_replaced` where the segment has another flow by now. The variant of a test goes and stays with its test: 409
 * `variant_of_test`. 409 `ab_test_runs` (`AbTestRuns`) where the segment has a test that is not over, unless the body says so.
 */
export interface FlowArchiving {
  /** Gives the test up. */
  endAbTest?: boolean
}

/** What is being edited. */
export interface FlowDraft {
  content: BlueprintContent
  /** Rises with every save, restoration, discarding and publication, and never falls; 0 where there was none yet. */
  revision: number
  /** null where nothing is kept that is not live. */
  updatedAt: string | null
  updatedBy: Author | null
}

/**
 * `GET /api/workspaces/:appId/flows/:flowId`: everything that the editor needs. Without a draft of its own, a flow's draft
 * is what is live; a flow that was never published and has no draft cannot be.
 */
export interface EditedFlow {
  flow: FlowSummary
  draft: FlowDraft
  live: Blueprint | null
}

/**
 * `PUT /api/workspaces/:appId/flows/:flowId/draft`, which answers a `SavedDraft`: keeps what was typed, faults and all.
 * 409 `draft_changed` where somebody saved since `revision`; its body has their `draft` beside the error, so that the
 * editor can merge the two by guid (`mergeContents`). 409 `flow_archived`.
 */
export interface DraftSave {
  content: BlueprintContent
  /** The revision that was changed. */
  revision: number
}

export interface SavedDraft {
  revision: number
  updatedAt: string
}

/** The body of a 409 `draft_changed`. */
export interface DraftConflict {
  error: { code: "draft_changed"; message: string }
  draft: FlowDraft
}

/** `DELETE /api/workspaces/:appId/flows/:flowId/draft?revision=`, which answers an `EditedFlow`: back to what is live. 409 `draft_changed`; 409 `nothing_published` where nothing would be left. */

/**
 * `POST /api/workspaces/:appId/flows/:flowId/publish`, which answers 201 and a `MadePublication`: the draft becomes a version
 * that never changes. 409 `draft_changed`; 409 `nothing_to_publish` where the draft is what is live; 422 `has_faults` with
 * `faults` beside the error; 409 `ab_test_runs` (`AbTestRuns`) where the flow is an arm of a test that enrols or is paused,
 * unless `endAbTest` is said.
 */
export interface PublishRequest {
  /** The revision that the person has seen. */
  revision: number
  /** Why; at most 500 characters. */
  note: string | null
  /** Ends the test early, which then awaits a decision. */
  endAbTest?: boolean
}

export interface Publication {
  blueprintId: string
  version: number
  publishedAt: string
}

export interface MadePublication extends Publication {
  /** What became of the texts that were to be translated; one for each language in which some were missing. */
  translated: AutomaticTranslation[]
  /** Of the draft from now on. */
  revision: number
}

/** The body of a 422 `has_faults`. */
export interface PublishRefusal {
  error: { code: "has_faults"; message: string }
  faults: BlueprintFault[]
}

/** `GET /api/workspaces/:appId/flows/:flowId/versions?mode=`: newest first. */
export interface FlowHistory {
  versions: FlowHistoryVersion[]
}

export interface FlowHistoryVersion extends Publication {
  publishedBy: Author
  note: string | null
  /** What was translated when it was published. */
  translated: AutomaticTranslation[]
  /** Over all time, in the mode that was asked for. */
  results: VersionResults
}

/**
 * `POST /api/workspaces/:appId/flows/:flowId/restore`, which answers an `EditedFlow`: the draft becomes what that version
 * says. 409 `draft_changed`.
 */
export interface RestoreRequest {
  blueprintId: string
  /** The revision that the person has seen: what it says is replaced. */
  revision: number
}

/**
 * `POST /api/workspaces/:appId/flows/preview`, which answers a `FlowPreview`: a content as the widget shows it, with
 * merge fields filled by an invented customer, or by their fallbacks.
 */
export interface PreviewRequest {
  content: BlueprintContent
  /** Fills merge fields; null leaves each to its fallback. */
  customer: { name: string; email: string } | null
  /** The language that the page asks for; null for the language of the texts. */
  lang: string | null
}

export interface FlowPreview extends PresentedFlow {
  /** A rule of click to cancel is on, so that some customers have Cancel now in sight on every step. */
  hasClickToCancel: boolean
}

/**
 * `GET /api/workspaces/:appId/flows/:flowId/live`: server-sent events for as long as somebody edits. `people` whenever
 * somebody comes or goes (`EditorsHere`), `draft` after every change of the draft by anybody, and once at first, as it is
 * then (`DraftNews`), `published` (`Publication`).
 */
export interface EditorsHere {
  /** Everybody who has the editor open, oneself once, however many windows. */
  people: { id: string; name: string; isMe: boolean }[]
}

export interface DraftNews {
  revision: number
  updatedBy: Author
  isMe: boolean
}

/**
 * `POST /api/workspaces/:appId/segments/reach`, which answers a `SegmentReach`: the last 1,000 settled sessions of the mode
 * beside the rules. A session is `unknown` where a rule asks for something that was not recorded of it and no other rule
 * rules it out.
 */
export interface ReachRequest {
  rules: SegmentRule[]
  mode: "live" | "test" | "sandbox"
  /** Whose rules these are, so that segments before it are asked first; null for a new one, which is last. */
  segmentId: string | null
}

export interface SegmentReach {
  /** How many sessions were looked at: 1,000, or all there are. */
  sessions: number
  matching: ReachedSessions
  /** Of those that match: an earlier segment takes them. */
  takenEarlier: ReachedSessions
  other: ReachedSessions
  unknown: ReachedSessions
  /** The earlier enabled segments that take every session which matches; none where some are left, or none matches. */
  hiddenBy: { id: string; name: string }[]
  /** For each rule, of how many sessions its attribute is not known. */
  unknownByRule: number[]
}

export interface ReachedSessions {
  count: number
  /** The newest 20. */
  newest: { sessionId: string; customer: string; createdAt: string }[]
}

/**
 * `GET /api/workspaces/:appId/segments/attributes?mode=`: what rules can ask for: the attributes that the product knows, and
 * custom ones that the last 1,000 sessions had.
 */
export interface SegmentAttributes {
  attributes: SegmentAttribute[]
}

export interface SegmentAttribute {
  /** `PLAN_ID`, or the key of a custom attribute. */
  attribute: string
  type: "STRING" | "NUMBER" | "BOOLEAN" | "DATE"
  isCustom: boolean
  /** Of how many of the sessions it is known. */
  known: number
  /** The commonest values, at most 20; none for email addresses and dates. */
  values: { value: string; sessions: number }[]
}
