import { type BillingInterval, type Mode, pricePhrase } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

export interface PlanLabels {
  /** What each plan costs, as a person reads it; null where nobody sent a price. */
  of(
    whose: { workspaceId: string; mode: Mode },
    planIds: readonly string[],
  ): Promise<ReadonlyMap<string, string | null>>
}

const keptForMs = 5 * 60 * 1000
const mostKept = 10_000

interface PlanPrice {
  plan_id: string
  priceMinor: number
  /** ISO 4217, in any case. */
  currency: string
  interval: BillingInterval | null
  intervalCount: number | null
}

interface Kept {
  label: string | null
  until: number
}
export type KeptPlanLabels = Map<string, Kept>

/**
 * Plans are described by the newest session that was on them, and remembered for some minutes: a price changes rarely,
 * and finding the newest session of a plan that nobody has any more can be a long walk.
 * @param kept what is remembered, where it outlives this connection
 */
export function createPlanLabels(
  db: Db,
  now: () => Date,
  kept: KeptPlanLabels = new Map<string, Kept>(),
): PlanLabels {
  return {
    async of({ workspaceId, mode }, planIds) {
      const time = now().getTime()
      const keyOf = (planId: string) => `${workspaceId} ${mode} ${planId}`
      const labels = new Map<string, string | null>()
      const unknown: string[] = []
      for (const planId of planIds) {
        const known = kept.get(keyOf(planId))
        if (known && known.until > time) labels.set(planId, known.label)
        else unknown.push(planId)
      }
      if (unknown.length > 0) {
        const found = await findLabels(db, workspaceId, mode, unknown)
        if (kept.size > mostKept) kept.clear()
        for (const planId of unknown) {
          const label = found.get(planId) ?? null
          labels.set(planId, label)
          kept.set(keyOf(planId), { label, until: time + keptForMs })
        }
      }
      return labels
    },
  }
}

async function findLabels(
  db: Db,
  workspaceId: string,
  mode: Mode,
  planIds: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await sql<PlanPrice>`
    select plan.id as plan_id, newest.plan_price as "priceMinor", coalesce(newest.currency, 'usd') as currency,
      newest.billing_interval as interval, newest.billing_interval_count as "intervalCount"
    from unnest(${planIds}::text[]) as plan(id)
    cross join lateral (
      select * from session
      where session.workspace_id = ${workspaceId} and session.mode = ${mode} and session.plan_id = plan.id
      order by session.created_at desc, session.id desc
      limit 1
    ) as newest
    where newest.plan_price is not null`.execute(db)
  return new Map(
    rows.map(({ plan_id, priceMinor, currency, interval, intervalCount }) => [
      plan_id,
      pricePhrase(
        { amountMinor: priceMinor, currency: currency.toUpperCase() },
        interval && { interval, count: intervalCount ?? 1 },
      ),
    ]),
  )
}
