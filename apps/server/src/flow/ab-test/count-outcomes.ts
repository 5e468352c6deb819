import type { Mode } from "@holdfast/protocol"
import type { AbTestArmCounts } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

export type ArmCounts = Omit<AbTestArmCounts, "sessions">

interface OutcomeRow {
  arm: FlowArm
  outcome: "canceled" | "saved" | "abandoned" | null
  save_type: string | null
  choice_id: string | null
  choice_value: string | null
  customers: string
}

/**
 * What became of a test's customers, by arm: each has at most one outcome, that of their last valid session which carries the
 * test and began within their tracking time, from their first session in it on. What began after the numbers' end is in none.
 * @param test as it is by now
 */
export async function countOutcomes(
  db: Db,
  workspaceId: string,
  test: { id: string; tracking_days: number; numbers_end_at: Date | null },
  mode: Mode,
): Promise<Record<FlowArm, ArmCounts>> {
  const { rows } = await sql<OutcomeRow>`
    select exposure.arm, last.outcome, last.save_type, last.survey_choice_id as choice_id,
      last.survey_choice_value as choice_value, count(*) as customers
    from ab_test_exposure exposure
    left join lateral (
      select session.outcome, session.save_type, session.survey_choice_id, session.survey_choice_value
      from session
      where session.workspace_id = ${workspaceId} and session.customer_id = exposure.customer_id
        and session.mode = ${mode} and session.abtest = ${test.id}
        and session.outcome <> 'open' and session.bounced_by is null
        and session.created_at >= exposure.at
        and session.created_at < exposure.at + make_interval(days => ${test.tracking_days}::integer)
        and session.created_at < coalesce(${test.numbers_end_at}::timestamptz, 'infinity')
      order by session.created_at desc, session.id desc
      limit 1
    ) last on true
    where exposure.workspace_id = ${workspaceId} and exposure.test_id = ${test.id} and exposure.mode = ${mode}
    group by exposure.arm, last.outcome, last.save_type, last.survey_choice_id, last.survey_choice_value`.execute(
    db,
  )
  const ofArm = (arm: FlowArm) => countArm(rows.filter((row) => row.arm === arm))
  return { control: ofArm("control"), variant: ofArm("variant") }
}

function countArm(rows: readonly OutcomeRow[]): ArmCounts {
  const sum = (some: readonly OutcomeRow[]) =>
    some.reduce((total, { customers }) => total + Number(customers), 0)
  const decided = rows.filter(({ outcome }) => outcome !== null)
  const canceled = sum(decided.filter(({ outcome }) => outcome === "canceled"))
  const byType = [...Map.groupBy(decided, ({ save_type }) => save_type)]
  const withReason = decided.filter(({ choice_id }) => choice_id !== null)
  const byReason = [...Map.groupBy(withReason, ({ choice_id }) => choice_id ?? "")]
  return {
    exposed: sum(rows),
    customers: sum(decided),
    saved: sum(decided) - canceled,
    canceled,
    outcomes: byType
      .map(([saveType, some]) => ({ saveType, customers: sum(some) }))
      .toSorted((a, b) => b.customers - a.customers || compare(a.saveType ?? "", b.saveType ?? "")),
    reasons: byReason
      .map(([guid, some]) => ({ guid, value: commonest(some), customers: sum(some) }))
      .toSorted((a, b) => b.customers - a.customers || compare(a.guid, b.guid)),
  }
}

/** A reason that was reworded has its guid still, and is called as most of its customers read it. */
function commonest(rows: readonly OutcomeRow[]): string {
  const [first] = rows.toSorted((a, b) => Number(b.customers) - Number(a.customers))
  return first?.choice_value ?? first?.choice_id ?? ""
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
