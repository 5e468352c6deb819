import type { Mode } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { prepared } from "../../db/prepared.ts"
import type { Exposure } from "./choose-arm.ts"

/** A session that opened in a test. */
export interface OpenedInTest extends Exposure {
  mode: Mode
  customerId: string
  sessionId: string
  at: Date
}

/** Writes who came into a test, in the transaction of their sessions. Whoever is in it already stays as they came. */
export function savedExposures(workspaceId: string, opened: readonly OpenedInTest[]): RawBuilder<unknown> {
  const rows = opened.map(({ testId, arm, mode, customerId, sessionId, at }) => ({
    ...{ test_id: testId, mode, customer_id: customerId, arm, session_id: sessionId, at },
  }))
  return sql`
    insert ${prepared} into ab_test_exposure (workspace_id, test_id, mode, customer_id, arm, session_id, at)
    select ${workspaceId}::uuid, test_id, mode, customer_id, arm, session_id, at
    from json_populate_recordset(null::ab_test_exposure, ${JSON.stringify(rows)})
    order by test_id, mode, customer_id
    on conflict (workspace_id, test_id, mode, customer_id) do nothing`
}
