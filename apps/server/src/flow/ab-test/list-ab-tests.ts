import type { AbTest, AbTestArm } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { type AuthorOf, nameAuthors } from "../authors.ts"
import { planIn } from "./change-ab-test.ts"
import { trackingEndsAt } from "./state-at.ts"
import { testAt } from "./test-at.ts"

/**
 * The tests of a workspace: those that are not over first, then the newest first. As many questions for 50 tests as for one.
 * @param testId that test alone
 */
export async function listAbTests(
  db: Db,
  workspaceId: string,
  now: Date,
  testId?: string,
): Promise<AbTest[]> {
  const stored = await atOneMoment(db, (moment) => readStored(moment, workspaceId, testId))
  const authorOf = await nameAuthors(db, workspaceId)
  const isOver = ({ state }: AbTest) => Number(state === "completed" || state === "abandoned")
  return stored.tests
    .map((test) => toAbTest(test, stored, now, authorOf))
    .toSorted((a, b) => isOver(a) - isOver(b) || (a.id < b.id ? 1 : -1))
}

type Stored = Awaited<ReturnType<typeof readStored>>

async function readStored(db: Db, workspaceId: string, testId: string | undefined) {
  const tests = await db
    .selectFrom("ab_test")
    .innerJoin("segment", (join) =>
      join.on("segment.workspace_id", "=", workspaceId).onRef("segment.id", "=", "ab_test.segment_id"),
    )
    .selectAll("ab_test")
    .select(["segment.name as segment_name", "segment.enabled as segment_enabled"])
    .where("ab_test.workspace_id", "=", workspaceId)
    .$if(testId !== undefined, (query) => query.where("ab_test.id", "=", testId ?? ""))
    .execute()
  const flowIds = tests.flatMap((test) => [test.control_flow_id, test.variant_flow_id])
  const versions = await db
    .selectFrom("blueprint")
    .distinctOn("flow_id")
    .select(["flow_id", "id", "version"])
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "in", flowIds.length > 0 ? flowIds : [""])
    .orderBy("flow_id")
    .orderBy("version", "desc")
    .execute()
  const exposed = await db
    .selectFrom("ab_test_exposure")
    .select(["test_id", "arm", sql<string>`count(*)`.as("customers")])
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", "live")
    .$if(testId !== undefined, (query) => query.where("test_id", "=", testId ?? ""))
    .groupBy(["test_id", "arm"])
    .execute()
  return {
    tests,
    liveOf: new Map(versions.map((live) => [live.flow_id, live])),
    customersOf: new Map(exposed.map((each) => [`${each.test_id} ${each.arm}`, Number(each.customers)])),
  }
}

function toAbTest(row: Stored["tests"][number], stored: Stored, now: Date, authorOf: AuthorOf): AbTest {
  const test = testAt(row, now)
  const armOf = (flowId: string): AbTestArm => {
    const live = stored.liveOf.get(flowId)
    return { flowId, live: live ? { blueprintId: live.id, version: live.version } : null }
  }
  const customersIn = (arm: FlowArm) => stored.customersOf.get(`${test.id} ${arm}`) ?? 0
  const ends = test.state === "paused" ? null : test.enrolment_ends_at
  return {
    id: test.id,
    name: test.name,
    state: test.state,
    revision: test.revision,
    segment: { id: test.segment_id, name: row.segment_name, enabled: row.segment_enabled },
    arms: { control: armOf(test.control_flow_id), variant: armOf(test.variant_flow_id) },
    plan: planIn(test),
    customersPerArm: test.customers_per_arm,
    startedAt: test.started_at?.toISOString() ?? null,
    enrolmentEndsAt: ends?.toISOString() ?? null,
    trackingEndsAt: ends && trackingEndsAt(ends, test.tracking_days).toISOString(),
    steps: test.steps.map(({ step, at, by }) => ({
      ...{ step, at },
      by: step === "enrolment_ended" || step === "tracking_ended" ? null : authorOf(by),
    })),
    winner: test.winner,
    customers: { control: customersIn("control"), variant: customersIn("variant") },
  }
}
