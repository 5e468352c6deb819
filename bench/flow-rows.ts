import { createHmac, randomUUID } from "node:crypto"
import type { OpenedFlow, SegmentRule } from "@holdfast/protocol/flow"
import { createKeySet } from "../apps/server/src/account/keys.ts"
import { loadSecret } from "../apps/server/src/account/secret.ts"
import { createWorkspace, newWorkspace } from "../apps/server/src/account/workspaces.ts"
import { type Db, openDatabase } from "../apps/server/src/db/database.ts"
import { createAbTest } from "../apps/server/src/flow/ab-test/create-ab-test.ts"
import { startAbTest } from "../apps/server/src/flow/ab-test/move-ab-test.ts"
import { saveDraft } from "../apps/server/src/flow/edit/save-draft.ts"
import { installFlows } from "../apps/server/src/flow/install-flows.ts"
import { starterFlow, starterFlows } from "../apps/server/src/flow/starter-flow.ts"
import { type Client, openClient } from "./client.ts"
import { timeBeside } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type CostLimits, costRow, type Row } from "./row.ts"
import type { BenchServer } from "./server.ts"
import { tidyWorld } from "./world.ts"

const segments = 50
const rulesInEach = 5
const times = 400
/** Who is in a segment must not wait for it. */
const limits: CostLimits = { processor: { most: 1.2 }, p50: { most: 1.2 } }

export interface Shop {
  id: string
  appId: string
  flowKey: string
}

/**
 * Opening a flow where a workspace has many segments, over HTTP, beside the same request to one that has none. Of each
 * segment all rules but the last hold, so that every rule is looked at; of the last segment that one may hold, too.
 */
export async function flowRows({ server, client, clocks }: Bench): Promise<Row[]> {
  const plain = await makeShop(server, "none")
  const [divided, tested] = [await makeShop(server, "segments"), await makeShop(server, "test")]
  const asker = openClient(server.url, { "content-type": "application/json" })
  const both = [clocks.postgres, clocks.server]
  const rows: Row[] = []
  try {
    for (const [who, shop, seats, name] of [
      ["none of them", divided, "1", null],
      ["the last", divided, String(segments), `Segment ${segments}`],
      ["the last, and in an A/B test of it", tested, String(segments), `Segment ${segments}`],
    ] as const) {
      const beside = await timeBeside(
        { times },
        { ask: () => openFlow(asker, shop, seats), clocks: both },
        { ask: () => openFlow(asker, plain, seats), clocks: both },
        (ours, floor) => isShown(ours, name) && isShown(floor, null),
      )
      const question = `opening a flow among ${segments} segments of ${rulesInEach} rules, of which the customer is in ${who}`
      rows.push(costRow(question, beside, limits))
    }
  } finally {
    asker.close()
    for (const { id } of [plain, divided, tested]) await tidyWorld(client, id)
  }
  return rows
}

const isShown = ({ blueprint }: OpenedFlow, segment: string | null) =>
  segment === null ? blueprint.segmentId === null : blueprint.segmentId?.startsWith(segment) === true

export async function openFlow(
  asker: Client,
  { appId, flowKey }: Shop,
  seats: string,
  customerId: string = randomUUID(),
): Promise<OpenedFlow> {
  const now = Date.now()
  const body = {
    app: appId,
    customerId,
    authHash: createHmac("sha256", flowKey).update(customerId).digest("hex"),
    run: randomUUID(),
    startedAt: now,
    sentAt: now,
    customerAttributes: { country: "DE", team: "design", source: "search", seats },
  }
  return JSON.parse(await asker.post("/v1/flow/open", JSON.stringify(body))) as OpenedFlow
}

/** What a workspace has beside its Primary Flow: an A/B test is of the last segment, and everybody in it comes into it. */
type Having = "none" | "segments" | "test"

async function testLastSegment(db: Db, workspaceId: string, now: Date): Promise<void> {
  const { id: segmentId } = await db
    .selectFrom("segment")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .orderBy("priority", "desc")
    .limit(1)
    .executeTakeFirstOrThrow()
  const actor = { kind: "command", name: "bench" } as const
  const [writer, change] = [
    { db, announce: () => {} },
    { workspaceId, actor, now },
  ]
  const plan = { baselineRate: 0.4, smallestEffect: 0.1, enrolmentDays: 7 }
  const made = await createAbTest(writer, change, { segmentId, name: "Longer pauses", ...plan })
  if (made.kind !== "created") throw new Error(made.kind)
  const variant = await db
    .selectFrom("flow")
    .select(["id", "draft_revision as revision"])
    .where("workspace_id", "=", workspaceId)
    .where("arm", "=", "variant")
    .executeTakeFirstOrThrow()
  const content = { ...starterFlow(), pauseCooldown: 45 }
  await saveDraft(writer, change, variant.id, { content, revision: variant.revision })
  const started = await startAbTest(writer, change, made.testId)
  if (started.kind !== "changed") throw new Error(started.kind)
}

/** A workspace with the starter flow, and with a flow for each segment where it has any. */
export async function makeShop({ database: address, dataDir }: BenchServer, has: Having): Promise<Shop> {
  const database = openDatabase(address, () => {})
  const now = new Date()
  const workspace = newWorkspace(`With ${has}`, now)
  try {
    const secret = loadSecret(dataDir, process.env.HOLDFAST_SECRET || null)
    const { flowKey } = await createKeySet(database.db, secret, workspace, "bench")
    const primary = starterFlows({ flow: randomUUID(), blueprint: randomUUID() }, now)
    await installFlows(database.db, workspace.id, primary, now)
    if (has !== "none") await addSegments(database.db, workspace.id, now)
    if (has === "test") await testLastSegment(database.db, workspace.id, now)
    await createWorkspace(database.db, workspace, now)
    await database.pool.query("analyze flow, segment, blueprint, ab_test")
    return { id: workspace.id, appId: workspace.appId, flowKey }
  } finally {
    await database.close()
  }
}

async function addSegments(db: Db, workspaceId: string, now: Date): Promise<void> {
  const all = Array.from({ length: segments }, (_, priority) => {
    const name = `Segment ${priority + 1}`
    const segment = {
      id: `${name} ${randomUUID()}`,
      name,
      enabled: true,
      priority,
      filter: rulesOf(priority),
    }
    const flow = { id: randomUUID(), segmentId: segment.id, arm: null, name }
    const content = starterFlow()
    const published = {
      id: randomUUID(),
      flowId: flow.id,
      version: 1,
      publishedAt: now.toISOString(),
      content,
    }
    return { segment, flow, blueprint: { ...published, name, segmentId: segment.id } }
  })
  const flows = {
    segments: all.map(({ segment }) => segment),
    flows: all.map(({ flow }) => flow),
    blueprints: all.map(({ blueprint }) => blueprint),
  }
  await installFlows(db, workspaceId, flows, now)
}

const rule = (attribute: string, operand: SegmentRule["operand"], ...value: string[]): SegmentRule => ({
  attribute,
  operand,
  value,
})

const rulesOf = (priority: number): SegmentRule[] => [
  rule("country", "INCLUDES", "DE", "AT", "CH"),
  rule("team", "INCLUDES", "design", "sales"),
  rule("source", "NOT_INCLUDES", "partner"),
  rule("seats", "LTE", "1000"),
  rule("seats", "INCLUDES", String(priority + 1 === segments ? segments : 1000 + priority)),
]
