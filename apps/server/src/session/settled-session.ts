import { isDecision, type SettledSession } from "@holdfast/protocol"
import type { SessionRow } from "../db/schema.ts"

/** What the bounce rule needs of a row. */
export const settledSession = (row: SettledColumns): SettledSession => ({
  id: row.id,
  createdAt: row.created_at.getTime(),
  isDecision: isDecision(row.outcome),
  subscriptionId: row.subscription_id ?? null,
})

type SettledColumns = Pick<SessionRow, "id" | "created_at" | "outcome"> &
  Partial<Pick<SessionRow, "subscription_id">>
