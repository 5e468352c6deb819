import type { Blueprint, SegmentRule } from "@holdfast/protocol/flow"

export interface Segment {
  id: string
  name: string
  enabled: boolean
  /** From 0 up; the first that matches decides the flow. */
  priority: number
  filter: SegmentRule[]
}

/** Every flow that customers of a workspace may see, with every version that was published. */
export interface WorkspaceFlows {
  segments: Segment[]
  blueprints: Blueprint[]
}
