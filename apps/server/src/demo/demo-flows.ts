import { createHash } from "node:crypto"
import { primaryFlowName } from "@holdfast/protocol"
import type { Blueprint, BlueprintContent } from "@holdfast/protocol/flow"
import type { Flow, Segment, WorkspaceFlows } from "../flow/workspace-flows.ts"
import { planId, plans } from "./catalogue.ts"
import { markets } from "./markets.ts"
import { primaryFlow } from "./primary-flow.ts"
import { annualTeamsFlow, longTimeFlow, trialFlow } from "./segment-flows.ts"
import { answeredDaysAgo } from "./story.ts"

const hoursPerYear = 365.25 * 24
const hourMs = 60 * 60 * 1000

/** An id that looks like any other and is the same each time: a UUID over the workspace and a name. */
export function demoId(workspaceId: string, name: string): string {
  const hex = createHash("sha256").update(`${workspaceId}\n${name}`).digest("hex")
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const annualTeamPlanIds = [...new Set(markets.map(({ currency }) => currency))].flatMap((currency) =>
  plans.filter((plan) => plan.isTeam && plan.interval === "YEAR").map((plan) => planId(plan, currency)),
)

const segments: Omit<Segment, "id" | "enabled" | "priority">[] = [
  {
    name: "On trial",
    filter: [{ attribute: "SUBSCRIPTION_STATUS", operand: "INCLUDES", value: ["TRIALING"], type: "STRING" }],
  },
  {
    name: "Annual teams",
    filter: [
      { attribute: "BILLING_INTERVAL", operand: "INCLUDES", value: ["YEAR"], type: "STRING" },
      { attribute: "PLAN_ID", operand: "INCLUDES", value: annualTeamPlanIds, type: "STRING" },
    ],
  },
  {
    name: "Long-time customers",
    filter: [{ attribute: "SUBSCRIPTION_AGE_MONTHS", operand: "GTE", value: ["24"], type: "NUMBER" }],
  },
]

/**
 * The demo workspace's segments and the published versions of its flows, spread over its history.
 * @param years how far back the history goes from `until`
 */
export function demoFlows(workspaceId: string, history: { until: Date; years: number }): WorkspaceFlows {
  const spanHours = history.years * hoursPerYear
  /** @param share of the history that had passed; a little before the start for first versions */
  const publishedAt = (share: number) =>
    new Date(history.until.getTime() - (share === 0 ? spanHours + 48 : spanHours * (1 - share)) * hourMs)

  const idOf = (segment: string) => demoId(workspaceId, `segment ${segment}`)
  const flow = (name: string, segmentId: string | null): Flow => ({
    id: demoId(workspaceId, `flow ${name}`),
    segmentId,
    arm: null,
    name,
  })
  const primary = flow(primaryFlowName, null)
  const flowOf = (segment: string) => flow(segment, idOf(segment))
  const versions = ({ id: flowId, name, segmentId }: Flow, published: [number, BlueprintContent][]) =>
    published.map(
      ([share, content], i): Blueprint => ({
        id: demoId(workspaceId, `blueprint ${name} ${i + 1}`),
        flowId,
        name,
        segmentId,
        version: i + 1,
        publishedAt: publishedAt(share).toISOString(),
        content,
      }),
    )

  const [first, second, third, fourth] = primaryFlow() as [
    BlueprintContent,
    BlueprintContent,
    BlueprintContent,
    BlueprintContent,
  ]
  const answered = 1 - (answeredDaysAgo * 24) / spanHours
  return {
    segments: segments.map((segment, priority) => ({
      ...segment,
      id: idOf(segment.name),
      enabled: true,
      priority,
    })),
    flows: [primary, ...segments.map(({ name }) => flowOf(name))],
    blueprints: [
      ...versions(primary, [
        [0, first],
        [0.3, second],
        [0.62, third],
        [answered, fourth],
      ]),
      ...versions(flowOf("On trial"), [[0.12, trialFlow()]]),
      ...versions(flowOf("Annual teams"), [[0.2, annualTeamsFlow()]]),
      ...versions(flowOf("Long-time customers"), [
        [0.25, longTimeFlow(20)],
        [0.7, longTimeFlow(25)],
      ]),
    ],
  }
}
