import { randomInt } from "node:crypto"
import type { ClickToCancel } from "@holdfast/protocol"
import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { Tables } from "../db/schema.ts"

/** A workspace as the rest of the server knows it. */
export interface Workspace {
  id: string
  appId: string
  name: string
  timeZone: string
  acceptsUnverified: boolean
  requiresFlowToken: boolean
  flowTokenMaxAgeMs: number
  /** Until when flow tokens of the first kind are accepted; null where they are not. */
  oldFlowTokenUntil: Date | null
  /** Shows the page with all sessions of one customer. */
  hasCustomerProfiles: boolean
  /** Where customers are shown Cancel now on every step. */
  clickToCancel: ClickToCancel
  /** Where the page of a cancel link may lead customers back to. */
  returnAddresses: readonly string[]
  recordings: RecordingSettings
}

const lowerAlphanumerics = "0123456789abcdefghijklmnopqrstuvwxyz"

/** Nine lower-case alphanumerics, the shape that clients of the contract know. */
const newAppId = () =>
  Array.from({ length: 9 }, () => lowerAlphanumerics[randomInt(lowerAlphanumerics.length)]).join("")

/** A workspace that does not exist yet: what belongs to it may be written before it is. */
export function newWorkspace(name: string, now: Date) {
  return { id: newId(now), appId: newAppId(), name }
}

/** From here on the workspace exists. */
export async function createWorkspace(
  db: Db,
  { id, appId, name }: { id: string; appId: string; name: string },
  now: Date,
): Promise<void> {
  await db.insertInto("workspace").values({ id, app_id: appId, name, created_at: now }).execute()
}

/** The directory: which workspace an App ID means. */
export async function findWorkspace(db: Db, appId: string): Promise<Workspace | null> {
  const row = await db.selectFrom("workspace").selectAll().where("app_id", "=", appId).executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    appId: row.app_id,
    name: row.name,
    timeZone: row.time_zone,
    acceptsUnverified: row.accepts_unverified,
    requiresFlowToken: row.requires_flow_token,
    flowTokenMaxAgeMs: row.flow_token_max_age_seconds * 1000,
    oldFlowTokenUntil: row.old_flow_token_until,
    hasCustomerProfiles: row.customer_profiles,
    clickToCancel: { singleClick: row.single_click_compliance, maximal: row.maximal_us_compliance },
    returnAddresses: row.return_addresses,
    recordings: recordingSettings(row),
  }
}

const recordingColumns = [
  "records_runs",
  "recording_keep_hours",
  "recording_notice",
  "members_watch",
  "viewers_watch",
] as const

const recordingSettings = (
  row: Pick<Selectable<Tables["workspace"]>, (typeof recordingColumns)[number]>,
): RecordingSettings => ({
  isOn: row.records_runs,
  keepHours: row.recording_keep_hours,
  notice: row.recording_notice,
  membersWatch: row.members_watch,
  viewersWatch: row.viewers_watch,
})

/** As they stand in the database; null where the workspace was deleted. */
export async function findRecordingSettings(db: Db, id: string): Promise<RecordingSettings | null> {
  const row = await db
    .selectFrom("workspace")
    .select(recordingColumns)
    .where("id", "=", id)
    .executeTakeFirst()
  return row ? recordingSettings(row) : null
}

/** Oldest first. */
export async function listWorkspaces(db: Db): Promise<{ id: string; appId: string; name: string }[]> {
  return db.selectFrom("workspace").select(["id", "app_id as appId", "name"]).orderBy("created_at").execute()
}
