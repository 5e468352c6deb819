import { type Plan, plans } from "./catalogue.ts"
import { usualPlanWeights } from "./people.ts"
import type { Reason } from "./reasons.ts"
import { dayMs } from "./rhythm.ts"

/** What has happened at a merchant lately, so that its figures have something to tell. Times in epoch milliseconds. */
export interface Story {
  /** How many customers of each plan come, in the order of `plans`: more in all where more come than usual. */
  planWeights(at: number): readonly number[]
  /** How many times as often as else customers of a plan who come at that time have a reason. */
  oftener(reason: Reason, plan: Plan, at: number): number
}

/** Nothing out of the ordinary: what `holdfast seed` adds. */
export const quietStory: Story = { planWeights: () => usualPlanWeights, oftener: () => 1 }

/** How many times as many customers come as usual. */
export const busyAt = ({ planWeights }: Story, at: number): number => sumOf(planWeights(at)) / usualSum

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0)
const usualSum = sumOf(usualPlanWeights)

/** Since how many days a competitor wins customers of the Pro plans over, in how many more that grew to its most, and what it is then. */
const competitor = { daysAgo: 88, growsForDays: 12, timesAsMany: 2.2, timesAsOften: 7 }
/** Since when the plan by the week is advertised, and how many times as many of its customers come. */
export const campaign = {
  daysAgo: 39,
  timesAsMany: 4,
  text: "The plan by the week is advertised from today on",
}
/** When the Primary Flow got the version that answers the competitor. */
export const answeredDaysAgo = 40

/**
 * The demo merchant's last quarter. A competitor wins customers of the Pro plans over. Six weeks later the merchant publishes an
 * answer, a version of the Primary Flow that matches the price. In the same week a campaign begins to bring customers by the week, who
 * hardly ever stay. So the version did help, and by more than the save rate shows.
 * @param now the present
 */
export function demoStory(now: Date): Story {
  const daysBefore = (at: number) => (now.getTime() - at) / dayMs
  /** From 1 up to `most` as the competitor becomes known. */
  const grown = (most: number, at: number) => {
    const share = (competitor.daysAgo - daysBefore(at)) / competitor.growsForDays
    return 1 + (most - 1) * Math.min(1, Math.max(0, share))
  }
  const timesAsMany = (plan: Plan, at: number) => {
    if (isPro(plan)) return grown(competitor.timesAsMany, at)
    return plan.interval === "WEEK" && daysBefore(at) <= campaign.daysAgo ? campaign.timesAsMany : 1
  }
  return {
    planWeights: (at) => plans.map((plan) => plan.weight * timesAsMany(plan, at)),
    oftener: (reason, plan, at) =>
      reason === "switching" && isPro(plan) ? grown(competitor.timesAsOften, at) : 1,
  }
}

const isPro = ({ key }: Plan) => key.startsWith("pro_")
