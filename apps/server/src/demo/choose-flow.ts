import { type Blueprint, ruleHolds } from "@holdfast/protocol/flow"
import type { Segment, WorkspaceFlows } from "../flow/workspace-flows.ts"

/** What the simulated customer is known by when a segment's rules are held against them. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

const matches = (segment: Segment, attributes: Attributes) =>
  segment.enabled &&
  segment.filter.length > 0 &&
  segment.filter.every((rule) => ruleHolds(rule, attributes[rule.attribute]))

/**
 * Finds the flow that a customer sees: that of the first segment that matches and had a flow by then, else the
 * Primary Flow, in the version that was published last. Before the first publication the first version stands in.
 * @throws when there is no Primary Flow
 */
export function flowChooser(flows: WorkspaceFlows): (attributes: Attributes, at: number) => Blueprint {
  const versionsOf = (segmentId: string | null) =>
    flows.blueprints
      .filter((blueprint) => blueprint.segmentId === segmentId)
      .map((blueprint) => ({ blueprint, publishedAt: Date.parse(blueprint.publishedAt) }))
      .sort((a, b) => b.publishedAt - a.publishedAt || b.blueprint.version - a.blueprint.version)
  const primary = versionsOf(null)
  const first = primary.at(-1)
  if (!first) throw new Error("A workspace without a Primary Flow cannot be simulated")
  const segments = [...flows.segments]
    .sort((a, b) => a.priority - b.priority)
    .map((segment) => ({ segment, versions: versionsOf(segment.id) }))

  return (attributes, at) => {
    for (const { segment, versions } of segments) {
      if (!matches(segment, attributes)) continue
      const version = versions.find(({ publishedAt }) => publishedAt <= at)
      if (version) return version.blueprint
    }
    return (primary.find(({ publishedAt }) => publishedAt <= at) ?? first).blueprint
  }
}

/**
 * The version that was published last.
 * @throws when no flow has the name
 */
export function flowNamed(flows: WorkspaceFlows, name: string): Blueprint {
  const versions = flows.blueprints.filter((blueprint) => blueprint.name === name)
  const latest = versions.sort((a, b) => b.version - a.version)[0]
  if (!latest) throw new Error(`No flow is named ${name}`)
  return latest
}
