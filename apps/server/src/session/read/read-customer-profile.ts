import type { Mode } from "@holdfast/protocol"
import { type CustomerProfile, customerSessionsShown } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { factsOf } from "../session-row.ts"
import { customerTotals } from "./customer-totals.ts"
import { listSessions } from "./list-sessions.ts"
import { planPeriods } from "./plan-periods.ts"
import type { SessionFilter } from "./session-filter.ts"
import { toStreamRow } from "./to-stream-row.ts"

/** All sessions of one customer in one mode; null where there are none. */
export async function readCustomerProfile(
  db: Db,
  workspaceId: string,
  customerId: string,
  mode: Mode,
): Promise<CustomerProfile | null> {
  const filter: SessionFilter = { workspaceId, mode, ids: { customerId: [customerId] } }
  const [totals, sessions] = await Promise.all([
    customerTotals(db, filter),
    listSessions(db, filter, null, customerSessionsShown),
  ])
  if (!totals) return null
  const rows = sessions.map(toStreamRow)
  return {
    customer: { id: customerId, email: rows.find(({ customer }) => customer.email)?.customer.email ?? null },
    mode,
    totals,
    snapshot: newestSnapshot(),
    plans: planPeriods(rows.map((row, index) => ({ ...row, planId: sessions[index]?.plan_id ?? null }))),
    sessions: rows,
  }

  /** An id and an email alone tell nothing that stands not above them. */
  function newestSnapshot(): CustomerProfile["snapshot"] {
    for (const session of sessions) {
      const customer = factsOf(session).customer ?? {}
      const tells = Object.keys(customer).some((field) => field !== "id" && field !== "email")
      if (tells) return { sessionId: session.id, at: session.created_at.toISOString(), customer }
    }
    return null
  }
}
