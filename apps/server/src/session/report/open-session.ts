import type { CustomerSnapshot, SessionFacts } from "@holdfast/protocol"
import type { Blueprint } from "@holdfast/protocol/flow"
import type { Ignored } from "@holdfast/protocol/schema"
import type { Caller } from "../../account/admit-customer.ts"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../../flow/blueprints.ts"
import { chooseFlow } from "../../flow/choose-flow.ts"
import type { Intake } from "./intake.ts"
import { reportSession } from "./report-session.ts"
import { provenCustomer, type Run } from "./run.ts"

export interface Opening {
  run: Run
  /** As the page describes them. */
  customer: CustomerSnapshot
  /** What else is known at the beginning. */
  facts?: Pick<SessionFacts, "detectedLang">
  /** What of the request could not be read. */
  ignored: readonly Ignored[]
  /** false shows the flow and records nothing. */
  isRecorded: boolean
}

export type Opened =
  | {
      kind: "opened"
      /** The version that the customer is to see. */
      blueprint: Blueprint
      /** With the id that is proven. */
      customer: CustomerSnapshot & { id: string | null }
      /** null where nothing is recorded. */
      sessionId: string | null
    }
  /** The workspace has published no flow. */
  | { kind: "noFlow" }
  /** The run belongs to a session of another customer or mode. */
  | { kind: "foreign" }

/** Opens a session: chooses the flow that the customer is to see, and records the run as in progress. */
export async function openSession(intake: Intake, caller: Caller, opening: Opening): Promise<Opened> {
  const customer = provenCustomer(caller, opening.customer)
  const { database } = intake
  const { receivedAt } = opening.run
  const tested = caller.verified && customer.id !== null ? { id: customer.id, mode: caller.mode } : null
  const chosen = await chooseFlow(database.db, caller.workspace.id, { customer }, receivedAt, tested)
  if (!chosen) return { kind: "noFlow" }
  const { blueprint, exposure } = chosen
  if (!opening.isRecorded) return { kind: "opened", blueprint, customer, sessionId: null }
  const facts = { ...opening.facts, blueprintId: blueprint.id, segmentId: blueprint.segmentId }
  const { run, ignored } = opening
  const result = await reportSession(intake, caller, { run, customer, revision: 0, facts, exposure, ignored })
  if (result.kind === "foreign") return result
  const { sessionId, isNew } = result
  // a page that asks again for its run is in the middle of it, whatever was published since
  const begun = isNew ? null : await findBegun(database.db, caller.workspace.id, sessionId)
  return { kind: "opened", blueprint: begun ?? blueprint, customer, sessionId }
}

/** The version that a session began with; null where it is not known here. */
async function findBegun(db: Db, workspaceId: string, sessionId: string): Promise<Blueprint | null> {
  const session = await db
    .selectFrom("session")
    .select("blueprint_id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sessionId)
    .executeTakeFirst()
  return session?.blueprint_id ? findBlueprint(db, workspaceId, session.blueprint_id) : null
}
