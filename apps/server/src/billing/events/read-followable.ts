import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { BillingPlace } from "./take-events.ts"

export interface Followable {
  /** Up to where a connected billing was read without a gap. */
  completeUntil: Date | null
  /** Whether any billing ever told something. */
  isTold: boolean
}

/** How far saves can be followed. */
export async function readFollowable(db: Db, { workspaceId, mode }: BillingPlace): Promise<Followable> {
  const { rows } = await sql<Followable>`
    select
      (select complete_until from billing_reading
        where workspace_id = ${workspaceId} and mode = ${mode}) as "completeUntil",
      ${isBillingTold({ workspaceId, mode })} as "isTold"`.execute(db)
  return rows[0] ?? { completeUntil: null, isTold: false }
}

/** Whether any billing tells of this workspace: one is connected, or a program of the company told something. */
const isBillingTold = ({ workspaceId, mode }: BillingPlace): RawBuilder<boolean> => sql<boolean>`(
  exists (select from billing_connection where workspace_id = ${workspaceId} and mode = ${mode})
    or exists (select from billing_subscription where workspace_id = ${workspaceId} and mode = ${mode})
    or exists (select from billing_event where workspace_id = ${workspaceId} and mode = ${mode}))`
