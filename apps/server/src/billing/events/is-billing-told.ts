import { type RawBuilder, sql } from "kysely"
import type { BillingPlace } from "./take-events.ts"

/** Whether any billing tells of this workspace: one is connected, or a program of the company told something. */
export const isBillingTold = ({ workspaceId, mode }: BillingPlace): RawBuilder<boolean> => sql<boolean>`(
  exists (select from billing_connection where workspace_id = ${workspaceId} and mode = ${mode})
    or exists (select from billing_subscription where workspace_id = ${workspaceId} and mode = ${mode})
    or exists (select from billing_event where workspace_id = ${workspaceId} and mode = ${mode}))`
