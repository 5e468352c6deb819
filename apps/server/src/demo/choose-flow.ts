import type { SessionFacts } from "@holdfast/protocol"
import type { Blueprint } from "@holdfast/protocol/flow"
import { firstMatch, shownByItself } from "../flow/first-match.ts"
import type { WorkspaceFlows } from "../flow/workspace-flows.ts"

/**
 * Finds the flow that a customer sees, as `chooseFlow` does, at any time of the past: that of the first segment that
 * matches and had a flow by then, else the Primary Flow, in the version that was published last. Before the first
 * publication the first version stands in.
 * @throws when there is no Primary Flow
 */
export function flowChooser(flows: WorkspaceFlows): (facts: SessionFacts, at: number) => Blueprint {
  const versionsOf = (segmentId: string | null) => {
    const flow = shownByItself(flows.flows.filter((each) => each.segmentId === segmentId))
    return flows.blueprints
      .filter((blueprint) => blueprint.flowId === flow?.id)
      .map((blueprint) => ({ blueprint, publishedAt: Date.parse(blueprint.publishedAt) }))
      .sort((a, b) => b.publishedAt - a.publishedAt || b.blueprint.version - a.blueprint.version)
  }
  const primary = versionsOf(null)
  const first = primary.at(-1)
  if (!first) throw new Error("A workspace without a Primary Flow cannot be simulated")
  const segments = [...flows.segments]
    .sort((a, b) => a.priority - b.priority)
    .map((segment) => ({ ...segment, versions: versionsOf(segment.id) }))

  return (facts, at) => {
    const hadFlow = segments.filter(({ versions }) => versions.some(({ publishedAt }) => publishedAt <= at))
    const versions = firstMatch(hadFlow, facts, new Date(at))?.versions ?? primary
    return (versions.find(({ publishedAt }) => publishedAt <= at) ?? first).blueprint
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
