import { randomUUID } from "node:crypto"
import type {
  FlowList,
  FlowPreview,
  FlowSummary,
  SegmentAttributes,
  SegmentReach,
} from "@holdfast/protocol/dashboard"
import type { BlueprintContent, SegmentRule } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { chooseFlow } from "../../flow/choose-flow.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let member: string
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
// segments of one test are before those of the next
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  member = await server.signIn(shop, "member")
})

type Method = "GET" | "PUT" | "POST" | "PATCH"
let time = now.getTime()
/** A second later than the one before, so that what is written down has an order. */
function call(method: Method, path: string, payload?: object) {
  time += 1000
  server.setTime(time)
  return server.app.inject({
    method,
    url: `/api/workspaces/${shop.appId}${path}`,
    headers: { cookie: member, origin: server.url },
    ...(payload && { payload }),
  })
}
const list = async (): Promise<FlowSummary[]> => ((await call("GET", "/flows")).json() as FlowList).flows
const idOfPrimary = async () => (await list())[0]?.id ?? ""
const rule = (...value: string[]): SegmentRule => ({ attribute: "PLAN_ID", operand: "INCLUDES", value })
async function make(name: string, rules: SegmentRule[] = [rule(name)]): Promise<FlowSummary> {
  const answer = await call("POST", "/flows", { name, rules, copyOf: await idOfPrimary() })
  expect([answer.statusCode, answer.json().error]).toEqual([201, undefined])
  return answer.json()
}
/** With a published flow, turned on. */
async function makeLive(name: string, rules?: SegmentRule[]): Promise<FlowSummary> {
  const flow = await make(name, rules)
  expect((await call("POST", `/flows/${flow.id}/publish`, { revision: 1, note: null })).statusCode).toBe(201)
  const on = await call("PATCH", `/segments/${flow.segment?.id}`, { enabled: true })
  expect(on.statusCode).toBe(200)
  return on.json()
}
const shownTo = async (planId: string) =>
  (await chooseFlow(server.database.db, shop.id, { customer: { planId } }, now))?.blueprint.name
const audit = async () => {
  const rows = await server.database.db
    .selectFrom("audit_entry")
    .select(["action", "target_name", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("action", "<>", "flow.published")
    .orderBy("id")
    .execute()
  return rows.filter(({ action }) => /^(flow|segment)/.test(action))
}
const refusal = async (answer: ReturnType<typeof call>) => {
  const { statusCode, json } = await answer
  return [statusCode, json().error.code]
}

test("a new segment is off and last, and its flow is a copy with parts of its own", async () => {
  const first = await make("  Annual   teams ")
  expect(first).toMatchObject({
    name: "Annual teams",
    segment: {
      ...{ name: "Annual teams", enabled: false, priority: 0 },
      rules: [{ ...rule("  Annual   teams "), type: "STRING" }],
    },
    ...{ arm: null, archivedAt: null, live: null },
    draft: { updatedBy: { name: "Person" }, faults: 0 },
  })
  const second = await make("Second")
  expect((await list()).map(({ name }) => name)).toEqual(["Primary Flow", "Annual teams", "Second"])
  expect(second.segment?.priority).toBe(1)
  const { draft } = (await call("GET", `/flows/${first.id}`)).json()
  const step = (draft.content as BlueprintContent).steps[0]
  expect([step?.header, step?.origin, draft.revision]).toEqual([
    "What makes you want to cancel?",
    "step-survey",
    1,
  ])
  expect(step?.guid).toMatch(/^[0-9a-f-]{36}$/)
  expect((await audit())[0]).toMatchObject({ action: "segment.created", target_name: "Annual teams" })
})

test("a name is there once, whatever its case; a flow that is copied must be there", async () => {
  const flow = await make("Teams")
  const copyOf = await idOfPrimary()
  for (const name of ["teams", "TEAMS ", "primary flow"]) {
    expect(await refusal(call("POST", "/flows", { name, rules: [], copyOf }))).toEqual([409, "name_taken"])
  }
  const other = await make("Other")
  expect(await refusal(call("PATCH", `/segments/${other.segment?.id}`, { name: "TEAMS" }))).toEqual([
    409,
    "name_taken",
  ])
  expect((await call("PATCH", `/segments/${flow.segment?.id}`, { name: "TEAMS" })).statusCode).toBe(200)
  for (const nothing of ["x", "a".repeat(400), randomUUID()]) {
    expect(await refusal(call("POST", "/flows", { name: "New", rules: [], copyOf: nothing }))).toEqual([
      404,
      "flow_not_found",
    ])
  }
})

test("of several who take the same name at once, one gets it", async () => {
  const copyOf = await idOfPrimary()
  const made = await Promise.all(
    Array.from({ length: 5 }, () => call("POST", "/flows", { name: "Same", rules: [], copyOf })),
  )
  expect(made.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409, 409])
  const others = await Promise.all(["a", "b", "c"].map((name) => make(name)))
  const places = (await list()).flatMap(({ segment }) => segment?.priority ?? [])
  expect(places).toEqual([0, 1, 2, 3])
  expect(others).toHaveLength(3)
})

test("customers get to a segment's flow when it is published and turned on, and no sooner", async () => {
  const { id, segment } = await make("pro")
  const path = `/segments/${segment?.id}`
  expect(await refusal(call("PATCH", path, { enabled: true }))).toEqual([409, "nothing_published"])
  await call("POST", `/flows/${id}/publish`, { revision: 1, note: null })
  expect(await shownTo("pro")).toBe("Primary Flow")
  expect(await refusal(call("PATCH", path, { enabled: true, rules: [] }))).toEqual([
    422,
    "segment_has_no_rules",
  ])
  expect((await call("PATCH", path, { enabled: true })).json()).toMatchObject({ segment: { enabled: true } })
  expect([await shownTo("pro"), await shownTo("team")]).toEqual(["pro", "Primary Flow"])
  expect(await refusal(call("PATCH", path, { rules: [] }))).toEqual([422, "segment_has_no_rules"])
  const changed = await call("PATCH", path, { rules: [rule("team")], name: "Teams" })
  expect(changed.json()).toMatchObject({ id, name: "Teams", segment: { name: "Teams", enabled: true } })
  // a version is called as it was when it was published
  expect([await shownTo("pro"), await shownTo("team")]).toEqual(["Primary Flow", "pro"])
  await call("PATCH", path, { enabled: false })
  expect(await shownTo("team")).toBe("Primary Flow")
  expect((await audit()).slice(1)).toEqual([
    {
      ...{ action: "segment.changed", target_name: "pro" },
      detail: { before: { enabled: false }, after: { enabled: true } },
    },
    {
      ...{ action: "segment.changed", target_name: "Teams" },
      detail: {
        before: { name: "pro", rules: [{ ...rule("pro") }] },
        after: { name: "Teams", rules: [{ ...rule("team") }] },
      },
    },
    {
      ...{ action: "segment.changed", target_name: "Teams" },
      detail: { before: { enabled: true }, after: { enabled: false } },
    },
  ])
})

test("addresses in rules stay out of the audit log", async () => {
  const emails: SegmentRule = {
    attribute: "CUSTOMER_EMAIL",
    operand: "INCLUDES",
    value: ["ada@example.com", "bob"],
  }
  const owner: SegmentRule = { attribute: "owner", operand: "INCLUDES", value: ["eve@example.com", "nobody"] }
  const { segment } = await make("Friends", [emails])
  await call("PATCH", `/segments/${segment?.id}`, { rules: [emails, owner] })
  const written = await audit()
  expect(JSON.stringify(written)).not.toContain("@")
  expect(written[1]?.detail.after).toEqual({
    rules: [
      { attribute: "CUSTOMER_EMAIL", operand: "INCLUDES", value: [], addresses: 2 },
      { attribute: "owner", operand: "INCLUDES", value: ["nobody"], addresses: 1 },
    ],
  })
})

test.for([
  [[{ ...rule("x"), operand: "GT" }], /^rules\[0\]\.operand is "GT"; it takes one of INCLUDES/],
  [
    [{ ...rule("x"), operand: "GTE" }],
    /^rules\[0\]\.operand is GTE; an attribute that is a text takes INCLUDES/,
  ],
  [[rule("x"), rule()], /^rules\[1\]\.value has no values/],
  [[{ ...rule("x"), more: 1 }], /^rules\[0\]\.more is not known here/],
  [[{ attribute: "PRICE", operand: "GTE", value: [3] }], /^rules\[0\]\.value\[0\] is a number/],
] as const)("rules that mean nothing are refused at their place: %j", async ([rules, sentence]) => {
  const { segment } = await make("Good")
  const copyOf = await idOfPrimary()
  const rest = { mode: "live", segmentId: null }
  for (const ask of [
    call("POST", "/flows", { name: "Bad", rules, copyOf }),
    call("PATCH", `/segments/${segment?.id}`, { rules }),
    call("POST", "/segments/reach", { rules, ...rest }),
  ]) {
    const answer = await ask
    expect(answer.statusCode).toBe(422)
    expect(answer.json().error.message).toMatch(sentence)
  }
})

test("segments are put in order, all of them or none", async () => {
  const made = [await makeLive("a"), await makeLive("b", [rule("a", "b")]), await make("c")]
  const [a = "", b = "", c = ""] = made.map(({ segment }) => segment?.id ?? "")
  expect(await shownTo("a")).toBe("a")
  const ordered = await call("POST", "/segments/order", { ids: [c, b, a] })
  expect((ordered.json() as FlowList).flows.map(({ name }) => name)).toEqual(["Primary Flow", "c", "b", "a"])
  expect(await shownTo("a")).toBe("b")
  for (const ids of [[], [c, b], [c, b, a, a], [c, b, b], [c, b, "x"], [c, b, a, "x"]]) {
    expect(await refusal(call("POST", "/segments/order", { ids }))).toEqual([409, "segments_changed"])
  }
  await call("POST", "/segments/order", { ids: [c, b, a] })
  expect((await audit()).filter(({ action }) => action === "segments.ordered")).toEqual([
    {
      ...{ action: "segments.ordered", target_name: null },
      detail: { before: ["a", "b", "c"], after: ["c", "b", "a"] },
    },
  ])
})

test("an archived flow is shown to nobody, and comes back last and turned off", async () => {
  const [a, b] = [await makeLive("a"), await makeLive("b")]
  const archived = await call("POST", `/flows/${a.id}/archive`)
  expect(archived.json()).toMatchObject({ archivedAt: expect.any(String), segment: { enabled: false } })
  expect([await shownTo("a"), await shownTo("b")]).toEqual(["Primary Flow", "b"])
  expect((await list()).map(({ name }) => name)).toEqual(["Primary Flow", "b", "a"])
  expect((await call("POST", "/segments/order", { ids: [b.segment?.id] })).statusCode).toBe(200)
  expect(await refusal(call("PATCH", `/segments/${a.segment?.id}`, { enabled: true }))).toEqual([
    409,
    "flow_archived",
  ])
  const draft = { content: starterFlow(), revision: 2 }
  expect(await refusal(call("PUT", `/flows/${a.id}/draft`, draft))).toEqual([409, "flow_archived"])
  const back = await call("POST", `/flows/${a.id}/unarchive`)
  expect(back.json()).toMatchObject({ archivedAt: null, segment: { enabled: false } })
  expect((await list()).map(({ name }) => name)).toEqual(["Primary Flow", "b", "a"])
  expect(await refusal(call("POST", `/flows/${await idOfPrimary()}/archive`))).toEqual([
    409,
    "primary_flow_stays",
  ])
  expect((await audit()).slice(-2)).toMatchObject([
    { action: "flow.archived", detail: { before: { enabled: true }, after: { enabled: false } } },
    { action: "flow.unarchived", target_name: "a" },
  ])
  // what is so already is not written down again
  await call("POST", `/flows/${a.id}/unarchive`)
  expect(await audit()).toHaveLength(6)
})

test("an id of nothing or of others is one sentence", async () => {
  const mine = shop
  const theirs = await server.addWorkspace("Other")
  const login = member
  shop = theirs
  member = await server.signIn(theirs, "member")
  const { id, segment } = await make("Theirs")
  shop = mine
  member = login
  for (const flow of [id, "x", "%F0%9F%91%A9", "a".repeat(3000), "constructor"]) {
    expect(await refusal(call("POST", `/flows/${flow}/archive`))).toEqual([404, "flow_not_found"])
    expect(await refusal(call("POST", `/flows/${flow}/unarchive`))).toEqual([404, "flow_not_found"])
  }
  for (const each of [segment?.id ?? "", "x", "%F0%9F%91%A9", "a".repeat(3000)]) {
    expect(await refusal(call("PATCH", `/segments/${each}`, { name: "x" }))).toEqual([
      404,
      "segment_not_found",
    ])
  }
  const reach = { rules: [], mode: "live", segmentId: segment?.id }
  expect(await refusal(call("POST", "/segments/reach", reach))).toEqual([404, "segment_not_found"])
  expect((await call("PATCH", "/segments/%00", { name: "x" })).statusCode).toBe(422)
})

/** A customer opens the flow and cancels. */
async function runFlow(customerId: string, planId: string | null, seats?: number): Promise<void> {
  time += 1000
  server.setTime(time)
  const answer = await server.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers: {
      "x-ck-app": shop.appId,
      "x-ck-customer": customerId,
      "x-ck-authorization": authHash(shop, customerId),
    },
    payload: {
      canceled: true,
      customer: { ...(planId && { planId }), ...(seats && { customAttributes: { seats } }) },
    },
  })
  expect(answer.statusCode).toBe(200)
}

test("the reach of rules is told by real sessions, and attributes are suggested with their values", async () => {
  await runFlow("cus_1", "pro", 3)
  await runFlow("cus_2", "pro", 12)
  await runFlow("cus_3", "team", 12)
  await runFlow("cus_4", null)
  await makeLive("Pros", [rule("pro")])
  const last = await make("Large", [{ attribute: "seats", operand: "GTE", value: ["10"] }])
  const reachOf = async (
    rules: SegmentRule[],
    segmentId: string | null,
    mode = "live",
  ): Promise<SegmentReach> => (await call("POST", "/segments/reach", { rules, mode, segmentId })).json()
  const large: SegmentRule[] = [{ attribute: "seats", operand: "GTE", value: ["10"] }]
  const counts = ({ sessions, matching, takenEarlier, other, unknown }: SegmentReach) => [
    sessions,
    ...[matching, takenEarlier, other, unknown].map(({ count }) => count),
  ]
  const reach = await reachOf(large, last.segment?.id ?? null)
  expect(counts(reach)).toEqual([4, 2, 1, 1, 1])
  expect(reach.matching.newest.map(({ customer }) => customer)).toEqual(["cus_3", "cus_2"])
  expect(reach.unknownByRule).toEqual([1])
  expect((await reachOf([rule("pro")], null)).hiddenBy).toMatchObject([{ name: "Pros" }])
  expect(counts(await reachOf(large, null, "test"))).toEqual([0, 0, 0, 0, 0])
  // one that is turned off takes nobody
  const pros = (await list()).find(({ name }) => name === "Pros")?.segment?.id
  await call("PATCH", `/segments/${pros}`, { enabled: false })
  expect(counts(await reachOf(large, null))).toEqual([4, 2, 0, 1, 1])
  const { attributes }: SegmentAttributes = (await call("GET", "/segments/attributes")).json()
  expect(attributes.find(({ attribute }) => attribute === "PLAN_ID")).toMatchObject({
    known: 3,
    values: [
      { value: "pro", sessions: 2 },
      { value: "team", sessions: 1 },
    ],
  })
  expect(attributes.find(({ isCustom }) => isCustom)).toEqual({
    ...{ attribute: "seats", type: "NUMBER", isCustom: true, known: 3 },
    values: [
      { value: "12", sessions: 2 },
      { value: "3", sessions: 1 },
    ],
  })
})

test("any content of the right shape is previewed, faults and all, for an invented customer or for none", async () => {
  const content = starterFlow()
  const [survey] = content.steps
  if (survey) survey.header = "Why, {{CUSTOMER_NAME.FIRST|there}}?"
  const faulty = { ...content, steps: content.steps.slice(0, 1) }
  const preview = async (customer: object | null, lang: string | null): Promise<FlowPreview> =>
    (await call("POST", "/flows/preview", { content: faulty, customer, lang })).json()
  const none = await preview(null, null)
  expect([none.blueprint.content.steps[0]?.header, none.uiLang]).toEqual(["Why, there?", "en"])
  const filled = await preview({ name: "Ada Lovelace", email: "ada@example.com" }, "fr")
  expect([filled.blueprint.content.steps[0]?.header, filled.uiLang]).toEqual(["Why, Ada?", "fr"])
  expect(Object.keys(filled.look.light).length).toBeGreaterThan(3)
  const bad = await call("POST", "/flows/preview", {
    content: { ...faulty, steps: 1 },
    customer: null,
    lang: null,
  })
  expect([bad.statusCode, bad.json().error.message]).toEqual([422, "steps is a number; it takes array."])
})

test.each(["single_click_compliance", "maximal_us_compliance"] as const)(
  "the preview says that some customers see Cancel now while %s is on",
  async (rule) => {
    const preview = async () => {
      const answer = await call("POST", "/flows/preview", {
        content: starterFlow(),
        customer: null,
        lang: null,
      })
      return (answer.json() as FlowPreview).hasClickToCancel
    }
    expect(await preview()).toBe(false)
    // what the directory remembers of a workspace is of the other one
    shop = await server.addWorkspace("Rules")
    member = await server.signIn(shop, "member")
    await server.database.db
      .updateTable("workspace")
      .set({ [rule]: true })
      .where("id", "=", shop.id)
      .execute()
    expect(await preview()).toBe(true)
  },
)
