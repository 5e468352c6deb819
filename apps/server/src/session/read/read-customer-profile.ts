import type { Mode } from "@holdfast/protocol"
import { type CustomerProfile, customerSessionsShown } from "@holdfast/protocol/dashboard"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { factsOf } from "../session-row.ts"
import { customerTotals } from "./customer-totals.ts"
import { listSessions, listStreamWithPlans } from "./list-sessions.ts"
import type { ListedSession } from "./listed-session.ts"
import { planPeriods } from "./plan-periods.ts"
import type { SessionFilter } from "./session-filter.ts"
import { toStreamRow } from "./to-stream-row.ts"

/** Sessions that are read whole, until one tells of the customer; nearly always the newest does. */
const lookedAtOnce = 5

/** All sessions of one customer in one mode, without what the billing says; null where there are none. */
export async function readCustomerProfile(
  db: Db,
  workspaceId: string,
  customerId: string,
  mode: Mode,
): Promise<Omit<CustomerProfile, "billing"> | null> {
  const filter: SessionFilter = { workspaceId, mode, ids: { customerId: [customerId] } }
  const [totals, sessions] = await Promise.all([
    customerTotals(db, filter),
    listStreamWithPlans(db, filter, customerSessionsShown),
  ])
  if (!totals) return null
  const rows = sessions.map(toStreamRow)
  return {
    customer: { id: customerId, email: rows.find(({ customer }) => customer.email)?.customer.email ?? null },
    mode,
    totals,
    snapshot: await newestSnapshot(),
    plans: planPeriods(rows.map((row, index) => ({ ...row, planId: sessions[index]?.plan_id ?? null }))),
    sessions: rows,
  }

  /** An id and an email alone tell nothing that stands not above them. */
  async function newestSnapshot(): Promise<CustomerProfile["snapshot"]> {
    let before: Cursor | null = null
    for (let looked = 0; looked < sessions.length; looked += lookedAtOnce) {
      const some: ListedSession[] = await listSessions(db, filter, before, lookedAtOnce)
      for (const session of some) {
        const customer = factsOf(session).customer ?? {}
        const tells = Object.keys(customer).some((field) => field !== "id" && field !== "email")
        if (tells) return { sessionId: session.id, at: session.created_at.toISOString(), customer }
      }
      const last = some.at(-1)
      if (!last) return null
      before = { createdAt: last.created_at, id: last.id }
    }
    return null
  }
}
