import { randomUUID } from "node:crypto"
import { readInstant } from "@holdfast/protocol"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020 } from "ajv/dist/2020.js"
import { default as addFormats } from "ajv-formats"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { willingBilling } from "../billing/testing/fake-provider.ts"
import { fakeSystem } from "../billing/testing/fake-system.ts"
import { abandonAbTest } from "../flow/ab-test/move-ab-test.ts"
import { type MadeState, makeAbTest } from "../flow/ab-test/testing/make-ab-test.ts"
import { starterFlow } from "../flow/starter-flow.ts"
import { chunkOf, openRun, type TestRun } from "../recording/testing/a-run.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { seedVaried } from "../testing/varied-sessions.ts"

interface Answer {
  description: string
  content: Record<string, { schema: object }>
}
interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: { name: string; required?: boolean; schema: object }[]
  responses: Record<string, Answer>
}
interface Description {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

const insightPaths = [
  ...["headline", "save-rate", "outcomes", "offers", "reasons"],
  ...["response-flow", "cohorts", "held", "changes"],
]

let server: TestApp
let shop: TestWorkspace
let primaryFlowId: string
let segmentIds: string[]
/** Whose flow was published, without a test. */
let testableId = ""
/** Tests to be asked for the last part of an address, in the state that it takes. */
const testIds: Record<string, string> = {}
const statesOfSteps: Record<string, MadeState> = {
  ...{ start: "draft", pause: "enrolling", complete: "enrolling", abandon: "paused" },
  ...{ winner: "awaiting_decision", metrics: "enrolling" },
}
let requestId: string
/** One that the test itself wrote. */
let noteId = ""
let recorded: TestRun
/** One that the test itself made. */
let segmentId = ""
let description: Description
beforeAll(async () => {
  const signed = fakeSystem({
    readDelivery: (headers) =>
      headers["stripe-signature"] === "right"
        ? { kind: "ignored", type: "customer.updated" }
        : { kind: "unsigned", reason: "The signature is wrong." },
  })
  server = await testApp({ billing: { ...willingBilling, systemOf: async () => signed } })
  shop = await server.addWorkspace("Shop")
  await seedVaried(server.database, shop.id)
  const flow = await server.database.db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .where("segment_id", "is", null)
    .executeTakeFirstOrThrow()
  primaryFlowId = flow.id
  const segments = await server.database.db
    .selectFrom("segment")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .orderBy("priority")
    .execute()
  segmentIds = segments.map(({ id }) => id)
  const writer = { db: server.database.db, announce: () => {} }
  const change = {
    ...{ workspaceId: shop.id, now: new Date("2026-11-01T12:00:00.000Z") },
    actor: { kind: "command", name: "test" } as const,
  }
  const make = async (state: MadeState) => {
    const made = await makeAbTest(writer, change, state, {})
    segmentIds.push(made.segmentId)
    return made
  }
  const free = await make("draft")
  testableId = free.segmentId
  await abandonAbTest(writer, change, free.testId)
  for (const [step, state] of Object.entries(statesOfSteps)) testIds[step] = (await make(state)).testId
  requestId = randomUUID()
  const asked = { workspace_id: shop.id, id: requestId, mode: "live" as const, customer_id: "cus_1" }
  await server.database.db
    .insertInto("action_request")
    .values({ ...asked, action: "cancel", body: "{}", requested_at: new Date() })
    .execute()
  recorded = await openRun(server, shop)
  description = (await server.app.inject("/docs/openapi.json")).json()
})
afterAll(() => server.close())

test("it is valid OpenAPI 3.1", async () => {
  expect(description.openapi).toBe("3.1.0")
  expect(await new Validator().validate(structuredClone(description) as never)).toEqual({ valid: true })
})

/** Every route below `/v1/` as the router prints them: a tree, indented by four characters a level. */
function publicRoutes(): string[] {
  const above: string[] = []
  return server.app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", path = "", methods = ""] = /^([│├└─\s]*)(\S+) \((.*)\)$/.exec(line) ?? []
      const depth = indent.length / 4
      above.splice(depth - 1, above.length, path)
      const url = above.join("").replace(/:(\w+)/g, "{$1}")
      if (!url.startsWith("/v1/")) return []
      return methods
        .split(", ")
        .filter((method) => method !== "HEAD")
        .map((method) => `${method} ${url}`)
    })
    .sort()
}

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

test("it has every public route and nothing else, each with a name of its own and words to read", () => {
  expect(publicRoutes().length).toBeGreaterThan(15)
  expect(
    operations()
      .map(({ route }) => route)
      .sort(),
  ).toEqual(publicRoutes())
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { route, operation } of operations()) {
    const { summary, tags, responses } = operation
    expect([summary, operation.description, tags[0]].every(Boolean), route).toBe(true)
    expect(Object.keys(responses).sort()[0], route).toMatch(/^20[024]$/)
    expect(responses["422"]?.content, route).toEqual({
      "text/plain": { schema: { type: "string", description: "one sentence" } },
    })
  }
})

test("no parameter has to be sent but those of the path, and filters are there with their negations", () => {
  const parameters = description.paths["/v1/data/sessions"]?.get?.parameters ?? []
  expect(parameters.filter(({ required }) => required)).toEqual([])
  const names = parameters.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(["limit", "skip", "startDate", "saveType", "-saveType"]))
})

describe("what a route really answers is what it is said to answer", () => {
  const sdkHeaders = () => ({
    "x-ck-app": shop.appId,
    "x-ck-customer": "cus_1",
    "x-ck-authorization": authHash(shop, "cus_1"),
  })
  const caller = () => ({ app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1") })
  const run = () => ({ run: randomUUID(), startedAt: 1000, sentAt: 1000 })
  const customer = { email: "ada@example.com", currency: "usd", metadata: { seats: 3 } }
  const subscriptions = [
    {
      id: "sub_1",
      start: "2025-01-01",
      status: { name: "active" },
      items: [{ price: { id: "pro", interval: "month", amount: { value: 2900, currency: "usd" } } }],
    },
  ]

  interface Call {
    headers?: Record<string, string>
    query?: string
    payload?: object
    /** What the route refuses. */
    wrong: { query?: string; payload?: object }
  }
  interface Sent {
    /** Instead of the shop's, in the path. */
    app?: string
    headers?: Record<string, string>
    query?: string
    payload?: object | string
  }
  const action = (payload: object, wrong: object): Call => ({
    headers: sdkHeaders(),
    payload,
    wrong: { payload: wrong },
  })
  const read = (query = ""): Call => ({
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
    query,
    wrong: { query: "?colour=red" },
  })
  const config = (call: Partial<Call> = {}): Call => ({
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.configKey },
    wrong: { query: "?colour=red" },
    ...call,
  })
  const session = { canceled: true, customer: { email: "ada@example.com" }, extra: { of: "mine" } }
  const actions = "/v1/api/orgs/{appId}/cancel-flow/actions"

  const event = { event: "Invoice Paid", uid: "cus_1", eventData: { amount: 2900, currency: "USD", of: {} } }
  const calls = (): Record<string, Call> => callsWith({ ...read(), payload: event, wrong: { payload: {} } })
  const callsWith = (told: Call): Record<string, Call> => ({
    "POST /v1/flow/open": {
      payload: { ...caller(), ...run(), customer, subscriptions, lang: "de" },
      wrong: { payload: {} },
    },
    "POST /v1/flow/report": {
      payload: { ...caller(), ...run(), revision: 1, session },
      wrong: { payload: { ...caller(), ...run(), revision: 0, session } },
    },
    "POST /v1/flow/action": {
      payload: { ...caller(), run: randomUUID(), action: "pause", body: { duration: 1, interval: "month" } },
      wrong: { payload: { ...caller(), run: randomUUID(), action: "pause", body: {} } },
    },
    "POST /v1/flow/wall": {
      payload: { ...caller(), wall: "pause", lang: "de" },
      wrong: { payload: { ...caller(), wall: "moat" } },
    },
    "POST /v1/flow/recording": {
      payload: chunkOf(shop, recorded, 1),
      wrong: { payload: { ...chunkOf(shop, recorded, 1), index: -1 } },
    },
    "POST /v1/billing/stripe/{appId}": {
      headers: { "stripe-signature": "right" },
      wrong: { query: "?colour=red" },
    },
    "POST /v1/api/sessions/sdk": action(session, { canceled: "yes" }),
    "POST /v1/api/sessions": action(session, { canceled: "yes" }),
    "POST /v1/api/orgs/{appId}/cancel-flow/config": action(
      { customer, subscriptions },
      { customer: { id: {} } },
    ),
    [`POST ${actions}/discount`]: action({ coupon: "c" }, {}),
    [`POST ${actions}/pause`]: action({ duration: 1, interval: "month" }, {}),
    [`POST ${actions}/cancel`]: action({ cancelAtPeriodEnd: true }, { cancelAtPeriodEnd: "no" }),
    [`POST ${actions}/change-plan`]: action({ planId: "p" }, {}),
    [`POST ${actions}/extend-trial`]: action({ days: 7 }, {}),
    [`POST ${actions}/rebate`]: action({}, { blueprintId: 1 }),
    "GET /v1/data/sessions": read("?limit=10000&bounced=true&bounced=false"),
    "GET /v1/data/warehouse/sessions": read("?inProgress=true"),
    "GET /v1/data/changes": read("?limit=1000"),
    "GET /v1/data/session-aggregation": read(`?breakdown=${allBreakdowns}`),
    "GET /v1/data/warehouse/session-aggregation": read(),
    "GET /v1/data/flow-metrics": read(),
    ...Object.fromEntries(
      insightPaths.map((path) => [
        `GET /v1/data/insights/${path}`,
        read("?startDate=2026-01-01&compare=previous"),
      ]),
    ),
    "GET /v1/data/insights/notes": config({ query: "?startDate=2026-08-31" }),
    "POST /v1/data/insights/notes": config({
      payload: { at: "2026-08-31", text: "Prices went up" },
      wrong: { payload: { at: "soon", text: "Prices went up" } },
    }),
    "DELETE /v1/data/insights/notes/{noteId}": config(),
    "GET /v1/data/recordings/{sessionId}": read(),
    "GET /v1/data/account": read(),
    "GET /v1/data/requests": read("?show=tried"),
    "POST /v1/data/requests/{requestId}": {
      ...read(),
      payload: { result: "scheduled", at: "2026-12-01", message: "At the end of the period" },
      wrong: { payload: { result: "done" } },
    },
    ...Object.fromEntries(
      ["v1/data/events", "v1/api/events/new", "v1/events/track"].map((path) => [`POST /${path}`, told]),
    ),
    "POST /v1/api/events/bulk": { ...told, payload: [event], wrong: { payload: { event } } },
    ...Object.fromEntries(
      ["", "/set-users"].flatMap((users) => [
        [`POST /v1/api/events/customer-update${users}`, told],
        [
          `POST /v1/api/events/customer-update${users}/bulk`,
          { ...told, payload: [event], wrong: { payload: { event } } },
        ],
      ]),
    ),
    "GET /v1/data/api-usage": read(),
    "GET /v1/data/ab-tests": config(),
    "POST /v1/data/ab-tests": config({
      payload: { segmentId: testableId, name: "Shorter", baselineRate: 0.4, smallestEffect: 0.1 },
      wrong: { payload: { segmentId: testableId, name: "Shorter", baselineRate: 4, smallestEffect: 0.1 } },
    }),
    "POST /v1/data/ab-tests/{testId}/start": config({ payload: {}, wrong: { payload: { now: true } } }),
    "POST /v1/data/ab-tests/{testId}/pause": config({ payload: {}, wrong: { payload: { now: true } } }),
    "POST /v1/data/ab-tests/{testId}/complete": config({ payload: {}, wrong: { payload: { now: true } } }),
    "POST /v1/data/ab-tests/{testId}/abandon": config({ payload: {}, wrong: { payload: { now: true } } }),
    "POST /v1/data/ab-tests/{testId}/winner": config({
      payload: { arm: "variant" },
      wrong: { payload: { arm: "both" } },
    }),
    "GET /v1/data/ab-tests/{testId}/metrics": config(),
    "GET /v1/data/blueprints": config(),
    "GET /v1/data/blueprints/{blueprintId}": config(),
    "GET /v1/data/flows/{flowId}/draft": config(),
    "PUT /v1/data/flows/{flowId}/draft": config({
      payload: { content: { ...starterFlow(), pauseCooldown: 7 }, revision: 0 },
      wrong: { payload: { content: {}, revision: -1 } },
    }),
    "GET /v1/data/segments": config(),
    "POST /v1/data/segments": config({
      payload: {
        name: "Programs",
        filter: [{ attribute: "seats", operand: "GTE", value: ["5"], type: "NUMBER" }],
      },
      wrong: { payload: { name: "Programs", filter: [{ attribute: "seats" }] } },
    }),
    "PATCH /v1/data/segments/{segmentId}": config({
      payload: { name: "Teams" },
      wrong: { payload: { enabled: "yes" } },
    }),
    "POST /v1/data/segments/reorder": config({
      payload: { ids: [...segmentIds, segmentId] },
      wrong: { payload: { ids: "all" } },
    }),
    // what was saved before
    "POST /v1/data/flows/{flowId}/publish": config({
      payload: { revision: 1 },
      wrong: { payload: { revision: "one" } },
    }),
  })
  const allBreakdowns =
    "week-saveType-offerType-response-aborted-canceled-trial-segmentId-abtest-abtestArm-planId-billingInterval-couponId-pauseDuration-currency-sessionCurrency-bounced-verified-ageMonths-ageQuarters-ageYears-blueprintId"

  const inAddress = (path: string, appId: string) =>
    path
      .replace("{appId}", appId)
      .replace("{testId}", () => testIds[path.split("/").at(-1) ?? ""] ?? "")
      .replace("{flowId}", primaryFlowId)
      .replace("{segmentId}", segmentId)
      .replace("{requestId}", requestId)
      .replace("{noteId}", noteId)
      .replace("{sessionId}", recorded.sessionId)
      .replace("{blueprintId}", shop.blueprintId)

  const ask = (route: string, call: Sent) => {
    const [method, path = ""] = route.split(" ")
    return server.app.inject({
      method: method as "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
      url: inAddress(path, call.app ?? shop.appId) + (call.query ?? ""),
      headers: call.headers ?? {},
      ...(call.payload && { payload: call.payload }),
    })
  }

  test("for every public route", async () => {
    expect(Object.keys(calls()).sort()).toEqual(publicRoutes())
    for (const { route, operation } of operations()) {
      const call = calls()[route]
      if (!call) throw new Error(`No call of ${route}`)
      const answer = await ask(route, call)
      const documented = operation.responses[answer.statusCode]
      expect(answer.statusCode, `${route}\n${answer.body}`).toBeLessThan(300)
      if (answer.statusCode === 204)
        expect([answer.body, documented?.content], route).toEqual(["", undefined])
      else {
        const validate = ajv.compile(closed(documented?.content["application/json"]?.schema ?? false))
        validate(answer.json())
        if (route === "POST /v1/data/segments") segmentId = answer.json().id
        if (route === "POST /v1/data/insights/notes") noteId = answer.json().id
        expect(validate.errors ?? [], route).toEqual([])
      }

      for (const [status, refused] of refusals(call)) {
        const refusal = await ask(route, refused)
        expect([refusal.statusCode, refusal.headers["content-type"]], `${route}\n${refusal.body}`).toEqual([
          status,
          "text/plain; charset=utf-8",
        ])
        expect(refusal.body).toMatch(/^[^\n]{5,}$/)
        expect(Object.keys(operation.responses), route).toContain(String(status))
      }
    }
  })

  /** What each route refuses, and how. */
  function refusals(call: Call): [status: number, call: Sent][] {
    const { headers, payload, wrong } = call
    const nobody = "nobody000"
    const forged = {
      "x-ck-authorization": "0".repeat(64),
      "x-ck-api-key": "live_data_wrong",
      "stripe-signature": "no",
    }
    const hasProofInBody = payload !== undefined && headers === undefined
    const refused: [number, Sent][] = [
      [422, { ...call, ...wrong }],
      [
        404,
        hasProofInBody
          ? { payload: { ...payload, app: nobody } }
          : { ...call, app: nobody, headers: { ...headers, "x-ck-app": nobody } },
      ],
      [
        401,
        hasProofInBody
          ? { payload: { ...payload, authHash: "0".repeat(64) } }
          : { ...call, headers: { ...headers, ...forged } },
      ],
    ]
    if (!payload) return refused
    const json = { ...headers, "content-type": "application/json" }
    return [
      ...refused,
      [400, { headers: json, payload: "{nope" }],
      [413, { headers: json, payload: JSON.stringify({ feedback: "x".repeat(1024 * 1024) }) }],
      [415, { headers: { ...headers, "content-type": "application/xml" }, payload: "<a/>" }],
    ]
  }
})

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addFormat("holdfast-instant", (text: string) => readInstant(text) !== null)
ajv.addFormat("holdfast-date", (text: string) => readInstant(text) !== null)

/** The schema without room for fields that it does not name, except where it says that there is. */
function closed<S>(schema: S): S {
  if (typeof schema !== "object" || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(closed) as S
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]))
  const names = "properties" in parts && !("additionalProperties" in parts) && !("patternProperties" in parts)
  return (names ? { ...parts, additionalProperties: false } : parts) as S
}
