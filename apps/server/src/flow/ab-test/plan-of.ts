import {
  type AbTestMetric,
  type AbTestPlan,
  abTestLimits,
  abTestMetrics,
  type NewAbTest,
} from "@holdfast/protocol/dashboard"
import { customersPerArm } from "@holdfast/protocol/flow"

/** What somebody says of a plan; what is left out is the usual. */
export type PlanAsked = Omit<NewAbTest, "segmentId" | "name">

export type PlanRefusal = { kind: "metric_needs_billing" } | { kind: "invalid"; sentence: string }

/** Metrics of the contract (6.10) that count money, which nothing is known of without billing. */
const ofMoney = ["revenue_per_exposure", "ltv_extension"]

const usual = { metric: "save_rate", confidence: 0.95, trackingDays: 30 } as const

/** The plan of a test with the sample that follows from it, or why there can be none. */
export function planOf(
  asked: PlanAsked,
): { kind: "plan"; plan: AbTestPlan; customersPerArm: number } | PlanRefusal {
  const metric = asked.metric ?? usual.metric
  if (ofMoney.includes(metric)) return { kind: "metric_needs_billing" }
  if (!isMetric(metric)) {
    const known = abTestMetrics.join(", ")
    return { kind: "invalid", sentence: `metric is ${JSON.stringify(metric)}; it takes one of ${known}.` }
  }
  const plan = { ...usual, ...asked, metric }
  for (const [name, [least, most]] of Object.entries(abTestLimits)) {
    const value = plan[name as keyof typeof abTestLimits]
    if (!(value >= least && value <= most))
      return { kind: "invalid", sentence: `${name} is ${value}; it takes ${least} to ${most}.` }
  }
  const sample = customersPerArm(plan)
  if (sample === null) {
    const { baselineRate, smallestEffect } = plan
    const sentence = `smallestEffect is ${smallestEffect}; a rate of ${baselineRate} can neither rise nor fall by so much.`
    return { kind: "invalid", sentence }
  }
  return { kind: "plan", plan, customersPerArm: sample }
}

const isMetric = (metric: string): metric is AbTestMetric =>
  (abTestMetrics as readonly string[]).includes(metric)

/** As columns of `ab_test`. */
export const planColumns = ({
  plan,
  customersPerArm: sample,
}: {
  plan: AbTestPlan
  customersPerArm: number
}) => ({
  metric: plan.metric,
  baseline_rate: plan.baselineRate,
  smallest_effect: plan.smallestEffect,
  confidence: plan.confidence,
  customers_per_arm: sample,
  enrolment_days: plan.enrolmentDays,
  tracking_days: plan.trackingDays,
})
