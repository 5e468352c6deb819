import type { DemoSession } from "./demo-session.ts"

/** A full row as one line of PostgreSQL's `COPY … from stdin` in text format. */

/** In the order of the table, which nothing relies on: the statement names them. */
export const copyColumns = [
  "workspace_id",
  "id",
  "mode",
  "created_at",
  "updated_at",
  "outcome",
  "save_type",
  "settled_at",
  "bounced_by",
  "source",
  "verified",
  "client_key",
  "revision",
  "accepted_revision",
  "is_silent",
  "last_report_at",
  "customer_id",
  "customer_email",
  "subscription_id",
  "subscription_start",
  "age_months",
  "plan_id",
  "plan_price",
  "currency",
  "billing_interval",
  "billing_interval_count",
  "on_trial",
  "segment_id",
  "blueprint_id",
  "abtest",
  "offer_type",
  "coupon_id",
  "pause_duration",
  "survey_choice_id",
  "survey_choice_value",
  "followup_question",
  "followup_response",
  "feedback",
  "used_click_to_cancel",
  "custom_action_handler",
  "search_text",
  "sequence",
  "detail",
] as const satisfies readonly (keyof DemoSession)[]

/** Compiles only while every column of the table is named above. */
type Missing = Exclude<keyof DemoSession, (typeof copyColumns)[number]>
const nothingMissing: [Missing] extends [never] ? true : Missing = true
void nothingMissing

export const copySql = `copy session (${copyColumns.join(", ")}) from stdin`

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** The four characters that mean something to COPY; a lone `\.` is harmless once its backslash is doubled. */
const special = /[\\\n\r\t]/g
const isSpecial = /[\\\n\r\t]/

function field(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return "\\N"
  if (typeof value === "string") {
    return isSpecial.test(value) ? value.replace(special, (char) => escapes[char] ?? char) : value
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "boolean") return value ? "t" : "f"
  return String(value)
}

/** Ends with the newline. */
export function copyLine(session: DemoSession): string {
  let line = field(session[copyColumns[0]])
  for (let i = 1; i < copyColumns.length; i++) {
    const column = copyColumns[i]
    if (column) line += `\t${field(session[column])}`
  }
  return `${line}\n`
}
