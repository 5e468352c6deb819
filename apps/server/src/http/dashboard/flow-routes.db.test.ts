import type { EditedFlow, FlowList, SavedDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let member: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  member = await server.signIn(shop, "member")
})
afterAll(() => server.close())

type Method = "GET" | "PUT" | "POST" | "DELETE" | "PATCH"
const call = (method: Method, path: string, payload?: object, workspace = shop) =>
  server.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/flows${path}`,
    headers: { cookie: member, origin: server.url },
    ...(payload && { payload }),
  })
const primary = async () => {
  const { flows }: FlowList = (await call("GET", "")).json()
  return flows.find(({ segment }) => segment === null)?.id ?? ""
}
const edited = async (id: string): Promise<EditedFlow> => (await call("GET", `/${id}`)).json()

test("a draft is saved, published and found in the history, by the words of flows-api", async () => {
  const id = await primary()
  const before = await edited(id)
  expect(before).toMatchObject({
    flow: { name: "Primary Flow", segment: null, draft: null, live: { version: 1 } },
    draft: { revision: 0, updatedAt: null, updatedBy: null, content: starterFlow() },
    live: { id: shop.blueprintId, version: 1 },
  })
  const content = { ...starterFlow(), pauseCooldown: 30 }
  const saved = await call("PUT", `/${id}/draft`, { content, revision: 0 })
  expect([saved.statusCode, saved.json()]).toEqual([
    200,
    { revision: 1, updatedAt: "2026-11-01T12:00:00.000Z" } satisfies SavedDraft,
  ])
  expect((await edited(id)).flow.draft).toEqual({
    updatedAt: "2026-11-01T12:00:00.000Z",
    updatedBy: { name: "Person" },
    differences: 1,
    faults: 0,
  })
  const published = await call("POST", `/${id}/publish`, { revision: 1, note: "  Fewer pauses " })
  expect([published.statusCode, published.json()]).toEqual([
    201,
    {
      blueprintId: expect.any(String),
      version: 2,
      publishedAt: "2026-11-01T12:00:00.000Z",
      revision: 2,
      translated: [],
    },
  ])
  expect((await call("GET", `/${id}/versions`)).json()).toEqual({
    versions: [
      {
        ...{ blueprintId: published.json().blueprintId, version: 2, publishedAt: "2026-11-01T12:00:00.000Z" },
        ...{
          publishedBy: { name: "Person" },
          note: "Fewer pauses",
          translated: [],
          results: { sessions: 0, saveRate: null },
        },
      },
      {
        ...{ blueprintId: shop.blueprintId, version: 1, publishedAt: "2026-11-01T12:00:00.000Z" },
        ...{
          publishedBy: { name: null },
          note: null,
          translated: [],
          results: { sessions: 0, saveRate: null },
        },
      },
    ],
  })
  const restored = await call("POST", `/${id}/restore`, { blueprintId: shop.blueprintId, revision: 2 })
  expect(restored.json()).toMatchObject({ draft: { revision: 3, content: { pauseCooldown: null } } })
  const discarded = await call("DELETE", `/${id}/draft?revision=3`)
  expect(discarded.json()).toMatchObject({
    draft: { revision: 4, updatedAt: null, content: { pauseCooldown: 30 } },
    live: { version: 2 },
  })
})

test("whoever is late is answered with what the other one saved, also where they would publish", async () => {
  const id = await primary()
  const { revision } = (await edited(id)).draft
  const theirs = { ...starterFlow(), discountCooldown: 7 }
  await call("PUT", `/${id}/draft`, { content: theirs, revision })
  const refused = {
    error: { code: "draft_changed", message: "Somebody saved since then. Their draft is in this answer." },
    draft: {
      content: theirs,
      revision: revision + 1,
      updatedAt: "2026-11-01T12:00:00.000Z",
      updatedBy: { name: "Person" },
    },
  }
  for (const late of [
    call("PUT", `/${id}/draft`, { content: starterFlow(), revision }),
    call("POST", `/${id}/publish`, { revision, note: null }),
    call("POST", `/${id}/restore`, { revision, blueprintId: shop.blueprintId }),
    call("DELETE", `/${id}/draft?revision=${revision}`),
  ]) {
    const answer = await late
    expect([answer.statusCode, answer.json()]).toEqual([409, refused])
  }
})

test("faults are beside the error, each with its place", async () => {
  const id = await primary()
  const { revision } = (await edited(id)).draft
  const content = { ...starterFlow(), steps: [] }
  expect((await call("PUT", `/${id}/draft`, { content, revision })).statusCode).toBe(200)
  const answer = await call("POST", `/${id}/publish`, { revision: revision + 1, note: null })
  expect([answer.statusCode, answer.json()]).toEqual([
    422,
    {
      error: { code: "has_faults", message: "The draft cannot be published like this." },
      faults: [{ path: "steps", guid: null, fault: "has no confirmation; every flow ends with one" }],
    },
  ])
  const clean = await call("DELETE", `/${id}/draft?revision=${revision + 1}`)
  const again = await call("POST", `/${id}/publish`, { revision: clean.json().draft.revision, note: null })
  expect([again.statusCode, again.json().error.code]).toEqual([409, "nothing_to_publish"])
})

test("a draft of another shape is refused at its place", async () => {
  const id = await primary()
  const { revision } = (await edited(id)).draft
  for (const [content, message] of [
    [{ ...starterFlow(), steps: "none" }, 'steps is "none"; it takes array.'],
    [{ ...starterFlow(), colour: "red" }, /^colour is not known here/],
    [[], "The content is no object."],
    [null, "The content is no object."],
  ] as const) {
    const answer = await call("PUT", `/${id}/draft`, { content, revision })
    const { error } = answer.json()
    expect([answer.statusCode, error.code]).toEqual([422, "invalid"])
    if (typeof message === "string") expect(error.message).toBe(message)
    else expect(error.message).toMatch(message)
  }
  expect((await edited(id)).draft.revision).toBe(revision)
})

/** 30 choices with long texts. */
function large(letters: number): BlueprintContent {
  const content = starterFlow()
  const each = Math.floor(letters / 30)
  const choices = Array.from({ length: 30 }, (_, i) => ({
    ...{ guid: `choice-${i}`, followup: null, offer: null },
    value: `${i}${"ä".repeat(Math.min(each, 9_900))}`,
  }))
  const [survey, ...others] = content.steps
  if (survey?.stepType !== "SURVEY") throw new Error("The starter flow begins with a survey")
  return { ...content, steps: [{ ...survey, survey: { choices, randomize: false } }, ...others] }
}

test("a content of 256 KB is taken; one of more than the route takes is refused with a sentence", async () => {
  const id = await primary()
  const { revision } = (await edited(id)).draft
  const content = large(128 * 1024)
  expect(Buffer.byteLength(JSON.stringify(content))).toBeGreaterThan(256 * 1024)
  const saved = await call("PUT", `/${id}/draft`, { content, revision })
  expect([saved.statusCode, saved.json().revision]).toEqual([200, revision + 1])
  expect((await edited(id)).draft.content).toEqual(content)
  const answer = await call("PUT", `/${id}/draft`, { content: large(280 * 1024), revision: revision + 1 })
  expect([answer.statusCode, answer.json().error]).toEqual([
    413,
    { code: "too_large", message: "The body is too large; at most 512 kB is accepted." },
  ])
  const published = await call("POST", `/${id}/publish`, { revision: revision + 1, note: null })
  expect(published.statusCode).toBe(201)
})

test.for([
  ["PUT", "/draft", {}, "content is missing."],
  ["PUT", "/draft", { content: {}, revision: -1 }, "revision is -1; it takes at least 0."],
  ["PUT", "/draft", { content: {}, revision: 1.5 }, "revision is a number; it takes integer."],
  ["PUT", "/draft", { content: {}, revision: 1, more: 1 }, /^more is not known here/],
  ["POST", "/publish", { revision: 1 }, "note is missing."],
  ["POST", "/publish", { revision: 1, note: "x".repeat(501) }, /^note is 501 characters long/],
  ["POST", "/restore", { revision: 1 }, "blueprintId is missing."],
  ["DELETE", "/draft", undefined, "revision is missing."],
  ["DELETE", "/draft?revision=x", undefined, /^revision/],
  ["GET", "/versions?mode=staging", undefined, /^mode is "staging"/],
] as const)("%s %s with %j says what it takes", async ([method, path, payload, message]) => {
  const answer = await call(method, `/${await primary()}${path}`, payload)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.message).toMatch(message)
})

test("an id of nothing or of others is one sentence", async () => {
  const theirs = await server.database.db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", other.id)
    .executeTakeFirstOrThrow()
  for (const id of [theirs.id, "x", "%F0%9F%91%A9", "..%2F..", "a".repeat(3000), "constructor"]) {
    for (const ask of [
      call("GET", `/${id}`),
      call("GET", `/${id}/versions`),
      call("GET", `/${id}/live`),
      call("PUT", `/${id}/draft`, { content: starterFlow(), revision: 0 }),
      call("DELETE", `/${id}/draft?revision=0`),
      call("POST", `/${id}/publish`, { revision: 0, note: null }),
    ]) {
      const answer = await ask
      expect([answer.statusCode, answer.json()]).toEqual([
        404,
        { error: { code: "flow_not_found", message: "This workspace has no flow of that id." } },
      ])
    }
  }
  const id = await primary()
  const { revision } = (await edited(id)).draft
  const restore = await call("POST", `/${id}/restore`, { revision, blueprintId: other.blueprintId })
  expect([restore.statusCode, restore.json().error.code]).toEqual([404, "blueprint_not_found"])
  expect((await call("GET", "/%00")).statusCode).toBe(422)
  expect((await call("GET", "", undefined, other)).json().error.code).toBe("workspace_not_found")
})
