import { type Insertable, type RawBuilder, sql } from "kysely"
import { prepared } from "../../db/prepared.ts"
import type { SessionRow } from "../../db/schema.ts"

/** A session as it is to be; a column that is left out becomes null, also where the table has a default. */
export type SessionWrite = Insertable<SessionRow> & { awaits_post: boolean; is_silent: boolean }

/** Every column, and whether a later write may change it. */
const columns = {
  workspace_id: "kept",
  id: "kept",
  foreign_id: "kept",
  mode: "kept",
  created_at: "kept",
  source: "kept",
  verified: "kept",
  updated_at: "changed",
  outcome: "changed",
  save_type: "changed",
  settled_at: "changed",
  bounced_by: "changed",
  client_key: "changed",
  awaits_post: "changed",
  revision: "changed",
  accepted_revision: "changed",
  is_silent: "changed",
  last_report_at: "changed",
  customer_id: "changed",
  customer_email: "changed",
  subscription_id: "changed",
  subscription_start: "changed",
  age_months: "changed",
  plan_id: "changed",
  plan_price: "changed",
  currency: "changed",
  billing_interval: "changed",
  billing_interval_count: "changed",
  on_trial: "changed",
  segment_id: "changed",
  blueprint_id: "changed",
  abtest: "changed",
  offer_type: "changed",
  coupon_id: "changed",
  pause_duration: "changed",
  survey_choice_id: "changed",
  survey_choice_value: "changed",
  followup_question: "changed",
  followup_response: "changed",
  feedback: "changed",
  used_click_to_cancel: "changed",
  custom_action_handler: "changed",
  search_text: "changed",
  detail: "changed",
} as const satisfies Record<keyof SessionRow, "kept" | "changed">

const names = Object.keys(columns)
const changed = names.filter((name) => columns[name as keyof SessionRow] === "changed")
const list = sql.raw(names.join(", "))
const assignments = sql.raw(changed.map((name) => `${name} = excluded.${name}`).join(", "))

/**
 * Writes sessions, new or changed, with one statement that is planned once: of 8 rows each, 10,000 a second where
 * one statement a row made 2,500.
 */
export function savedSessions(rows: readonly SessionWrite[]): RawBuilder<unknown> {
  // in one order, so that two writers who want the same keys do not wait for each other
  const inOrder = rows.toSorted((a, b) => ((a.client_key ?? "") < (b.client_key ?? "") ? -1 : 1))
  return sql`
    insert ${prepared} into session (${list})
    select ${list} from json_populate_recordset(null::session, ${`[${inOrder.map(jsonOf).join(",")}]`})
    on conflict (workspace_id, id) do update set ${assignments}`
}

/** `detail` is JSON already. */
function jsonOf({ detail, ...row }: SessionWrite): string {
  return `${JSON.stringify(row).slice(0, -1)},"detail":${detail}}`
}
