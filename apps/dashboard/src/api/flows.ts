import type { Mode } from "@holdfast/protocol"
import type {
  DraftSave,
  EditedFlow,
  FlowArchiving,
  FlowHistory,
  FlowList,
  FlowPreview,
  FlowSummary,
  FlowVersion,
  MadePublication,
  NewFlow,
  PreviewRequest,
  PublishRequest,
  ReachRequest,
  RestoreRequest,
  SavedDraft,
  SegmentAttributes,
  SegmentChange,
  SegmentOrder,
  SegmentReach,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const flowsPath = (appId: string) => `${workspacePath(appId)}/flows`
const flowPath = (appId: string, flowId: string) =>
  `${flowsPath(appId)}/${encodeURIComponent(flowId.toWellFormed())}`
const segmentsPath = (appId: string) => `${workspacePath(appId)}/segments`

/** The flows of a workspace, with what became of the customers who saw them. */
export const flowsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["flows", appId],
    queryFn: ({ signal }) => request<FlowList>(flowsPath(appId), { signal }),
  })

/** What the editor begins with. It is not read again behind the back of somebody who edits. */
export const editedFlowQuery = (appId: string, flowId: string) =>
  queryOptions({
    queryKey: ["edited-flow", appId, flowId],
    queryFn: ({ signal }) => request<EditedFlow>(flowPath(appId, flowId), { signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const flowHistoryQuery = (appId: string, flowId: string) =>
  queryOptions({
    queryKey: ["flow-history", appId, flowId],
    queryFn: ({ signal }) => request<FlowHistory>(`${flowPath(appId, flowId)}/versions`, { signal }),
  })

export const makeFlow = (appId: string, body: NewFlow) =>
  request<FlowSummary>(flowsPath(appId), { method: "POST", body })

export const changeSegment = (appId: string, segmentId: string, body: SegmentChange) =>
  request<FlowSummary>(`${segmentsPath(appId)}/${encodeURIComponent(segmentId)}`, { method: "PATCH", body })

export const orderSegments = (appId: string, body: SegmentOrder) =>
  request<FlowList>(`${segmentsPath(appId)}/order`, { method: "POST", body })

/** @param body what becomes of an A/B test that is in the way */
export const archiveFlow = (appId: string, flowId: string, isBack: boolean, body: FlowArchiving = {}) =>
  request<FlowSummary>(`${flowPath(appId, flowId)}/${isBack ? "unarchive" : "archive"}`, {
    method: "POST",
    body,
  })

export const readEditedFlow = (appId: string, flowId: string) => request<EditedFlow>(flowPath(appId, flowId))

export const saveDraft = (appId: string, flowId: string, body: DraftSave, keepalive: boolean) =>
  request<SavedDraft>(`${flowPath(appId, flowId)}/draft`, { method: "PUT", body, keepalive })

export const discardDraft = (appId: string, flowId: string, revision: number) =>
  request<EditedFlow>(`${flowPath(appId, flowId)}/draft?revision=${revision}`, { method: "DELETE" })

export const publishFlow = (appId: string, flowId: string, body: PublishRequest) =>
  request<MadePublication>(`${flowPath(appId, flowId)}/publish`, { method: "POST", body })

export const restoreVersion = (appId: string, flowId: string, body: RestoreRequest) =>
  request<EditedFlow>(`${flowPath(appId, flowId)}/restore`, { method: "POST", body })

export const previewFlow = (appId: string, body: PreviewRequest, signal: AbortSignal) =>
  request<FlowPreview>(`${flowsPath(appId)}/preview`, { method: "POST", body, signal })

/** Where a flow's events are followed. */
export const flowLivePath = (appId: string, flowId: string): string => `${flowPath(appId, flowId)}/live`

export const readVersion = (appId: string, blueprintId: string, signal: AbortSignal) =>
  request<FlowVersion>(
    `${workspacePath(appId)}/blueprints/${encodeURIComponent(blueprintId.toWellFormed())}`,
    { signal },
  )

export const reachQuery = (appId: string, body: ReachRequest) =>
  queryOptions({
    queryKey: ["segment-reach", appId, body],
    queryFn: ({ signal }) =>
      request<SegmentReach>(`${segmentsPath(appId)}/reach`, { method: "POST", body, signal }),
  })

export const segmentAttributesQuery = (appId: string, mode: Mode) =>
  queryOptions({
    queryKey: ["segment-attributes", appId, mode],
    queryFn: ({ signal }) =>
      request<SegmentAttributes>(`${segmentsPath(appId)}/attributes?mode=${mode}`, { signal }),
  })
