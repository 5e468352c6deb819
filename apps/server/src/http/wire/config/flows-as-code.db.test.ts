import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import { starterFlow } from "../../../flow/starter-flow.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"
import type { Draft } from "./flow-shapes.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())

interface Asked {
  body?: object
  headers?: Record<string, string>
  workspace?: TestWorkspace
}

const call = (
  method: "GET" | "PUT" | "POST" | "PATCH",
  path: string,
  { body, headers, workspace = shop }: Asked = {},
) =>
  server.app.inject({
    method,
    url: `/v1/data/${path}`,
    headers: { "x-ck-app": workspace.appId, "x-ck-api-key": workspace.configKey, ...headers },
    ...(body && { payload: body }),
  })

const primaryId = async (workspace = shop): Promise<string> =>
  (await call("GET", "blueprints", { workspace })).json().flows[0].flowId
const readDraft = async (): Promise<Draft> => (await call("GET", `flows/${await primaryId()}/draft`)).json()
const withCooldown = (content: BlueprintContent, pauseCooldown: number) => ({ ...content, pauseCooldown })

test("flows are listed in the contract's words, and a version by its id", async () => {
  const answer = await call("GET", "blueprints")
  expect(answer.headers["x-churnkey-acting-org-name"]).toBe("Shop")
  expect(answer.json()).toEqual({
    flows: [
      {
        flowId: expect.any(String),
        scope: "org",
        arm: null,
        name: "Primary Flow",
        status: "active",
        published: true,
        hasUnpublishedChanges: false,
        editableBlueprintId: null,
        publishedBlueprintId: shop.blueprintId,
      },
    ],
  })
  const version = (await call("GET", `blueprints/${shop.blueprintId}`)).json()
  expect(version).toEqual({
    _id: shop.blueprintId,
    flowId: await primaryId(),
    segmentId: null,
    name: "Primary Flow",
    version: 1,
    locked: true,
    publishedAt: expect.any(String),
    steps: starterFlow().steps,
    ...starterFlow().branding,
    discountCooldown: starterFlow().discountCooldown,
    pauseCooldown: starterFlow().pauseCooldown,
  })
})

test("a draft is read, changed and published by its revision, in the name of the key", async () => {
  const flowId = await primaryId()
  const read = await call("GET", `flows/${flowId}/draft`)
  const draft: Draft = read.json()
  expect([draft.hasUnpublishedChanges, draft.faults, draft.published?.version]).toEqual([false, [], 1])
  expect(read.headers.etag).toBe(`"${draft.revision}"`)

  const content = withCooldown(draft.content, 45)
  const saved = await call("PUT", `flows/${flowId}/draft`, {
    body: { content },
    headers: { "if-match": `"${draft.revision}"` },
  })
  expect([saved.statusCode, saved.json()]).toEqual([
    200,
    {
      ...draft,
      revision: draft.revision + 1,
      content,
      hasUnpublishedChanges: true,
      updatedAt: expect.any(String),
    },
  ])
  expect(saved.headers.etag).toBe(`"${draft.revision + 1}"`)

  const published = await call("POST", `flows/${flowId}/publish`, {
    body: { revision: draft.revision + 1, note: "Longer between pauses" },
  })
  expect([published.statusCode, published.json()]).toEqual([
    200,
    { blueprintId: expect.any(String), version: 2, publishedAt: expect.any(String), translated: [] },
  ])
  const entry = await server.database.db
    .selectFrom("audit_entry")
    .select(["actor_kind", "actor_name", "action", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "flow.published")
    .executeTakeFirst()
  expect(entry).toMatchObject({
    actor_kind: "key",
    actor_name: "test",
    detail: { before: { version: 1 }, after: { version: 2 }, note: "Longer between pauses" },
  })
  expect((await call("GET", `blueprints/${published.json().blueprintId}`)).json().pauseCooldown).toBe(45)
})

test("a change from an older revision is refused, and says which one is there", async () => {
  const flowId = await primaryId()
  const { content, revision } = await readDraft()
  const body = { content: withCooldown(content, 50), revision }
  expect((await call("PUT", `flows/${flowId}/draft`, { body })).statusCode).toBe(200)
  for (const refused of [
    await call("PUT", `flows/${flowId}/draft`, { body }),
    await call("POST", `flows/${flowId}/publish`, { body: { revision } }),
  ]) {
    expect([refused.statusCode, refused.body]).toEqual([
      409,
      `The draft is at revision ${revision + 1} by now: read it again, and make the change there.`,
    ])
  }
})

test("a known part is never given another guid", async () => {
  const flowId = await primaryId()
  const { content, revision } = await readDraft()
  const steps = content.steps.map((step, i) => (i === 0 ? { ...step, guid: "another" } : step))
  const refused = await call("PUT", `flows/${flowId}/draft`, {
    body: { content: { ...content, steps }, revision },
  })
  expect([refused.statusCode, refused.body]).toEqual([
    422,
    `steps[0].guid is new, although this is the step ${content.steps[0]?.guid}: keep its guid.`,
  ])
  expect((await readDraft()).revision).toBe(revision)
})

test("faults are kept in the draft, named, and stop a publication", async () => {
  const flowId = await primaryId()
  const { content, revision } = await readDraft()
  const faulty = { ...content, branding: { ...content.branding, primaryColor: "teal" } }
  const saved = await call("PUT", `flows/${flowId}/draft`, { body: { content: faulty, revision } })
  expect(saved.json().faults).toEqual([{ path: "branding.primaryColor", fault: "is no colour as #rrggbb" }])
  const refused = await call("POST", `flows/${flowId}/publish`, { body: { revision: revision + 1 } })
  expect([refused.statusCode, refused.body]).toEqual([422, "branding.primaryColor is no colour as #rrggbb."])
})

test.each([
  [
    { content: {} },
    undefined,
    "revision is missing: send the revision of the draft that you changed, in the body or as If-Match.",
  ],
  [{ content: {}, revision: 1 }, '"2"', "revision is 1, and If-Match says 2."],
  [{ content: {} }, "*", 'If-Match takes the ETag of the draft, such as "7".'],
  [{ content: {}, revision: -1 }, undefined, "revision is -1; it takes at least 0."],
  [{ revision: 1 }, undefined, "content is missing."],
  [{ content: { ...starterFlow(), steps: 1 }, revision: 1 }, undefined, "steps is a number; it takes array."],
] as const)("%j with If-Match %s is refused", async (body, ifMatch, sentence) => {
  const headers = ifMatch === undefined ? {} : { "if-match": ifMatch }
  const refused = await call("PUT", `flows/${await primaryId()}/draft`, { body, headers })
  expect([refused.statusCode, refused.body]).toEqual([422, sentence])
})

test("a segment is made with a copy, given rules, published, turned on and ordered", async () => {
  const rule = { attribute: "BILLING_INTERVAL", operand: "INCLUDES", value: ["YEAR"], type: "STRING" }
  const make = async (name: string) =>
    (await call("POST", "segments", { body: { name, filter: [rule] } })).json()
  const [first, second] = [await make("Annual"), await make("Teams")]
  expect(first).toEqual({
    ...{ id: expect.any(String), name: "Annual", enabled: false, priority: 0, filter: [rule] },
    flowId: expect.any(String),
  })
  const draft: Draft = (await call("GET", `flows/${first.flowId}/draft`)).json()
  const [step] = draft.content.steps
  const { content } = await readDraft()
  expect([step?.origin, step?.guid === content.steps[0]?.guid]).toEqual([content.steps[0]?.guid, false])

  const early = await call("PATCH", `segments/${first.id}`, { body: { enabled: true } })
  expect([early.statusCode, early.body]).toEqual([409, "No version of this flow was published yet."])
  const colorful = { ...draft.content, branding: { primaryColor: "#008080", brandImage: null } }
  const saved = await call("PUT", `flows/${first.flowId}/draft`, {
    body: { content: colorful, revision: draft.revision },
  })
  const { revision } = saved.json()
  expect((await call("POST", `flows/${first.flowId}/publish`, { body: { revision } })).statusCode).toBe(200)
  const on = await call("PATCH", `segments/${first.id}`, { body: { enabled: true, name: "By the year" } })
  expect(on.json()).toMatchObject({ enabled: true, name: "By the year", filter: [rule] })

  const ordered = await call("POST", "segments/reorder", { body: { ids: [second.id, first.id] } })
  expect(ordered.json().segments.map(({ name }: { name: string }) => name)).toEqual(["Teams", "By the year"])
  const { flows } = (await call("GET", "blueprints")).json()
  expect(flows.map(({ name, status }: { name: string; status: string }) => [name, status])).toEqual([
    ["Primary Flow", "active"],
    ["Teams", "setup_pending"],
    ["By the year", "active"],
  ])
  const wrong = { ...rule, operand: "GTE" }
  const refused = await call("PATCH", `segments/${first.id}`, { body: { filter: [wrong] } })
  expect([refused.statusCode, refused.body.slice(0, 8)]).toEqual([422, "filter[0"])
})

test("a segment whose flow is archived is changed, and answered as it is", async () => {
  const made = (await call("POST", "segments", { body: { name: "Old", filter: [] } })).json()
  await server.database.db
    .updateTable("flow")
    .set({ archived_at: new Date("2026-11-01T12:00:00.000Z") })
    .where("workspace_id", "=", shop.id)
    .where("id", "=", made.flowId)
    .execute()
  const changed = await call("PATCH", `segments/${made.id}`, { body: { name: "Older" } })
  expect([changed.statusCode, changed.json().name]).toEqual([200, "Older"])
  const { segments } = (await call("GET", "segments")).json()
  expect(segments.map(({ id }: { id: string }) => id)).not.toContain(made.id)
})

test("a segment's flow begins as the content that is sent, as it is", async () => {
  const content = { ...starterFlow(), pauseCooldown: 12 }
  const made = await call("POST", "segments", { body: { name: "As sent", filter: [], content } })
  const draft: Draft = (await call("GET", `flows/${made.json().flowId}/draft`)).json()
  expect([made.statusCode, draft.content, draft.published]).toEqual([200, content, null])
  const entry = await server.database.db
    .selectFrom("audit_entry")
    .select("detail")
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "segment.created")
    .where("target_id", "=", made.json().id)
    .executeTakeFirst()
  expect(entry?.detail).toEqual({ rules: [], flowId: made.json().flowId })
})

test.each([
  ["a wrong shape", { content: { ...starterFlow(), steps: 1 } }, "steps is a number; it takes array."],
  ["nothing", { content: null }, "The content is no object."],
  [
    "two things",
    { content: starterFlow(), copyOf: "x" },
    "copyOf and content both say what the flow is; send one.",
  ],
])("a segment that begins as %s is refused, and not made", async (_, begins, sentence) => {
  const refused = await call("POST", "segments", { body: { name: "Refused", filter: [], ...begins } })
  expect([refused.statusCode, refused.body]).toEqual([422, sentence])
  const { segments } = (await call("GET", "segments")).json()
  expect(segments.map(({ name }: { name: string }) => name)).not.toContain("Refused")
})

test("flows and versions of others are not there", async () => {
  const theirs = await primaryId(other)
  for (const path of [
    `flows/${theirs}/draft`,
    `blueprints/${other.blueprintId}`,
    "flows/%F0%9F%91%A9/draft",
  ]) {
    expect((await call("GET", path)).statusCode).toBe(404)
  }
})

test("a data key changes no flow, and a config key reads no session", async () => {
  const asDataKey = { headers: { "x-ck-api-key": shop.dataKeyLive } }
  const refused = await call("GET", "blueprints", asDataKey)
  expect([refused.statusCode, refused.body]).toEqual([
    401,
    "x-ck-api-key is not a config key of this workspace.",
  ])
  const sessions = await call("GET", "sessions")
  expect([sessions.statusCode, sessions.body]).toEqual([
    401,
    "x-ck-api-key is not a data key of this workspace.",
  ])
})
