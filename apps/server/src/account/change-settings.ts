import type { RecordingNotice } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Tables } from "../db/schema.ts"
import { type Actor, recordAudit } from "./audit/record-audit.ts"

/** What a workspace can be told to do; what is left out or undefined stays as it is. */
export interface WorkspaceSettings {
  acceptsUnverified?: boolean | undefined
  requiresFlowToken?: boolean | undefined
  flowTokenMaxAgeSeconds?: number | undefined
  /** null: not any more. */
  oldFlowTokenUntil?: Date | null | undefined
  hasCustomerProfiles?: boolean | undefined
  /** Cancel now in the European Union, France, Germany, California and New York. */
  singleClickCompliance?: boolean | undefined
  /** Cancel now in all of the United States. */
  maximalUsCompliance?: boolean | undefined
  returnAddresses?: string[] | undefined
  recordsRuns?: boolean | undefined
  /** null: for ever. */
  recordingKeepHours?: number | null | undefined
  recordingNotice?: RecordingNotice | undefined
  membersWatch?: boolean | undefined
  viewersWatch?: boolean | undefined
}

const columns = {
  acceptsUnverified: "accepts_unverified",
  requiresFlowToken: "requires_flow_token",
  flowTokenMaxAgeSeconds: "flow_token_max_age_seconds",
  oldFlowTokenUntil: "old_flow_token_until",
  hasCustomerProfiles: "customer_profiles",
  singleClickCompliance: "single_click_compliance",
  maximalUsCompliance: "maximal_us_compliance",
  returnAddresses: "return_addresses",
  recordsRuns: "records_runs",
  recordingKeepHours: "recording_keep_hours",
  recordingNotice: "recording_notice",
  membersWatch: "members_watch",
  viewersWatch: "viewers_watch",
} as const satisfies Record<keyof WorkspaceSettings, string>

const names = Object.keys(columns) as (keyof WorkspaceSettings)[]

/** As the audit log keeps it. */
const plain = <T>(value: T) => (value instanceof Date ? value.toISOString() : value)

/** Two times that are the same are alike, and two lists. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Changes settings, and writes down those that are different now, before and after. */
export async function changeSettings(
  db: Kysely<Tables>,
  workspaceId: string,
  settings: Partial<WorkspaceSettings>,
  actor: Actor,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom("workspace")
      .selectAll()
      .where("id", "=", workspaceId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const changed = names.filter(
      (name) => settings[name] !== undefined && !isSame(settings[name], row[columns[name]]),
    )
    if (changed.length === 0) return
    await trx
      .updateTable("workspace")
      .set(Object.fromEntries(changed.map((name) => [columns[name], settings[name]])))
      .where("id", "=", workspaceId)
      .execute()
    await recordAudit(trx, {
      workspaceId,
      actor,
      action: "settings.changed",
      detail: {
        before: Object.fromEntries(changed.map((name) => [name, plain(row[columns[name]])])),
        after: Object.fromEntries(changed.map((name) => [name, plain(settings[name])])),
      },
      at: now,
    })
  })
}
