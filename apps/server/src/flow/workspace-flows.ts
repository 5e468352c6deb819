import type { Blueprint, FlowArm, SegmentRule } from "@holdfast/protocol/flow"

export interface Segment {
  id: string
  name: string
  enabled: boolean
  /** From 0 up; the first that matches decides the flow. */
  priority: number
  filter: SegmentRule[]
}

/** The Primary Flow, or a flow of a segment: what blueprints are versions of. */
export interface Flow {
  id: string
  /** null is the Primary Flow. */
  segmentId: string | null
  /** Its side of the segment's A/B test; null while it stands in none. */
  arm: FlowArm | null
  name: string
}

/** Every flow that customers of a workspace may see, with every version that was published. */
export interface WorkspaceFlows {
  segments: Segment[]
  flows: Flow[]
  blueprints: Blueprint[]
}
