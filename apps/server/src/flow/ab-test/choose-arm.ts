import type { Mode } from "@holdfast/protocol"
import { assignArm, type FlowArm } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { prepared } from "../../db/prepared.ts"
import { stateAt, type TimedTest } from "./state-at.ts"

/** Who opens a flow, in which mode: the numbers of modes never mix, so an exposure is of one. */
export interface TestedCustomer {
  id: string
  mode: Mode
}

/** What a session carries of the test that its customer is in. */
export interface Exposure {
  testId: string
  arm: FlowArm
}

/**
 * The arm that a customer of a tested segment sees: while the test enrols, the one that follows from their id; while it is
 * paused or tracks, the one that they came into before.
 * @returns null for a customer who is not in the test: they see the control, and are in no number
 */
export async function chooseArm(
  db: Db,
  workspaceId: string,
  test: TimedTest & { id: string },
  customer: TestedCustomer,
  now: Date,
): Promise<Exposure | null> {
  const state = stateAt(test, now)
  if (state === "enrolling") return { testId: test.id, arm: assignArm(test.id, customer.id) }
  if (state !== "paused" && state !== "tracking") return null
  const exposure = await db
    .selectFrom("ab_test_exposure")
    .modifyFront(prepared)
    .select("arm")
    .where("workspace_id", "=", workspaceId)
    .where("test_id", "=", test.id)
    .where("mode", "=", customer.mode)
    .where("customer_id", "=", customer.id)
    .executeTakeFirst()
  return exposure ? { testId: test.id, arm: exposure.arm } : null
}
