import type { StreamPage } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { createIntake } from "../../session/report/intake.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { unheard } from "../../testing/unheard.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let owner: string
let viewer: string
let neighbour: string
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  await seedDemo(server.database, shop.id, { now, sessions: 1_200 })
  owner = await server.signIn(shop, "owner")
  viewer = await server.signIn(shop, "viewer")
  neighbour = await server.signIn(other, "viewer")
})
afterAll(() => server.close())

const get = (path: string, cookie = viewer) => server.app.inject({ url: path, headers: { cookie } })
const stream = (query: string) => get(`/api/workspaces/${shop.appId}/sessions${query}`)

test("a person sees who they are and where they belong", async () => {
  expect((await get("/api/me", owner)).json()).toMatchObject({
    user: { name: "Person", email: expect.stringContaining("@example.com") },
    isMailConfigured: true,
    isTranslatorConfigured: false,
    workspaces: [{ appId: shop.appId, name: "Shop", role: "owner" }],
  })
})

test("paging through the whole stream gives every session once, newest first, as many as the count says", async () => {
  for (const mode of ["live", "test", "sandbox"]) {
    const seen: string[] = []
    let before = ""
    for (;;) {
      const page: StreamPage = (await stream(`?mode=${mode}&size=100${before}`)).json()
      seen.push(...page.sessions.map((row) => `${row.createdAt} ${row.id}`))
      expect(page.sessions.every((row) => row.mode === mode)).toBe(true)
      if (!page.next) break
      before = `&before=${page.next}`
    }
    expect(seen).toEqual([...seen].sort().reverse())
    expect(new Set(seen).size).toBe(seen.length)
    const { count } = (await get(`/api/workspaces/${shop.appId}/sessions/count?mode=${mode}`)).json()
    expect(count).toBe(seen.length)
    expect(count).toBeGreaterThan(0)
  }
})

test("a page of what customers wrote at length ends early, and the pages have every session once", async () => {
  const intake = createIntake(unheard(server.database))
  for (let i = 0; i < 45; i++) {
    const customerId = `cus_${i}`
    // 16 KB each
    await intake.record({
      ...{
        workspaceId: other.id,
        mode: "live",
        customerId,
        clientKey: `run:${i}`,
        source: "sdk",
        verified: true,
      },
      ...{ receivedAt: now, startedAt: now, revision: 1 },
      facts: { canceled: true, feedback: "é".repeat(4000), followupResponse: "é".repeat(4000) },
    })
  }
  const seen: string[] = []
  const lengths: number[] = []
  for (let before = ""; ; ) {
    const url = `/api/workspaces/${other.appId}/sessions?mode=live&size=40${before}`
    const page: StreamPage = (await get(url, neighbour)).json()
    seen.push(...page.sessions.map(({ createdAt, id }) => `${createdAt} ${id}`))
    lengths.push(page.sessions.length)
    if (!page.next) break
    before = `&before=${page.next}`
  }
  // of at most 256 KB
  expect(lengths).toEqual([16, 16, 13])
  expect(new Set(seen).size).toBe(45)
  expect(seen).toEqual([...seen].sort().reverse())
})

test("a page has ten rows unless asked otherwise, and a range includes its start and not its end", async () => {
  const page: StreamPage = (await stream("")).json()
  expect(page.sessions).toHaveLength(10)
  const [newest, second] = page.sessions
  const from = second?.createdAt
  const to = newest?.createdAt
  const between: StreamPage = (await stream(`?from=${from}&to=${to}`)).json()
  expect(between.sessions.map((row) => row.createdAt)).toEqual([from])
})

test("a bounced row names the session that replaced it", async () => {
  const page: StreamPage = (await stream("?size=100")).json()
  const row = page.sessions.find((session) => session.bouncedBy !== null)
  expect(row?.bouncedBy).toEqual({
    id: expect.any(String),
    createdAt: expect.any(String),
    outcomeLabel: expect.any(String),
  })
  const winner = page.sessions.find((session) => session.id === row?.bouncedBy?.id)
  expect(winner).toMatchObject({
    customer: row?.customer,
    bouncedBy: null,
    outcomeLabel: row?.bouncedBy?.outcomeLabel,
  })
})

describe("refused", () => {
  const refused = async (path: string, cookie: string) => {
    const answer = await get(path, cookie)
    return [answer.statusCode, answer.json().error.message]
  }
  const path = () => `/api/workspaces/${shop.appId}/sessions`

  test("whoever is signed out", async () => {
    const sentence = "You are signed out. Sign in to go on."
    expect(await refused(path(), "")).toEqual([401, sentence])
    expect(await refused(path(), "holdfast.session_token=forged.signature")).toEqual([401, sentence])
    expect(await refused("/api/me", "")).toEqual([401, sentence])
  })

  test("a workspace of others, exactly as one that does not exist", async () => {
    const sentence = "There is no such workspace for you."
    expect(await refused(`/api/workspaces/${other.appId}/sessions`, owner)).toEqual([404, sentence])
    expect(await refused("/api/workspaces/nobody000/sessions/count", owner)).toEqual([404, sentence])
  })

  test.for([
    ["mode=staging", 'mode is "staging"; it takes one of live, test, sandbox.'],
    [
      "from=yesterday",
      'from is "yesterday"; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.',
    ],
    ["to=", 'to is ""; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.'],
    ["from=2026-02-01&to=2026-01-01", "from is after to; the range is upside down."],
    ["from=1926-01-01&to=2026-01-01", "from and to are a hundred years apart or more; a range takes less."],
    ["before=nonsense", "before is no cursor of this list; it takes `next` of the last answer."],
    ["size=1000", "size is 1000; it takes at most 100."],
    ["size=ten", 'size is "ten"; it takes a whole number.'],
    ["size=1&size=2", "size is given more than once; it takes one value."],
    ["search=", "search is empty; it takes 1 or more characters."],
    [`search=${"x".repeat(10_001)}`, "search is 10001 characters long; it takes at most 10000."],
    ["search=%00", "search contains a NUL character, which is not accepted."],
    ["%00=x", "a key of the query contains a NUL character, which is not accepted."],
    ["outcome=lost", 'outcome is "lost"; it takes one of open, abandoned, saved, canceled.'],
    ["-trial=maybe", '-trial is "maybe"; it takes true or false.'],
  ] as const)("%s", async ([query, sentence]) => {
    expect(await refused(`${path()}?${query}`, viewer)).toEqual([422, sentence])
  })

  test("an unknown parameter, with the names of the known ones", async () => {
    for (const path of ["sessions", "sessions/count", "sessions/facets"]) {
      const [status, sentence] = await refused(`/api/workspaces/${shop.appId}/${path}?sort=oldest`, viewer)
      expect([status, sentence]).toEqual([
        422,
        expect.stringMatching(
          /^sort is not known here; known are mode, from, to, search, sessionId, .*, outcome.*, and the filters with - before them for none of the values\.$/,
        ),
      ])
    }
  })

  test("a cursor of another workspace, of another mode, or tampered with", async () => {
    const next = (await stream("?size=1")).json().next
    const sentence = "before is no cursor of this list; it takes `next` of the last answer."
    expect((await stream(`?before=${next}`)).statusCode).toBe(200)
    expect(await refused(`/api/workspaces/${other.appId}/sessions?before=${next}`, neighbour)).toEqual([
      422,
      sentence,
    ])
    expect(await refused(`${path()}?mode=test&before=${next}`, viewer)).toEqual([422, sentence])
    const last = next.at(-1) === "A" ? "B" : "A"
    expect(await refused(`${path()}?before=${next.slice(0, -1)}${last}`, viewer)).toEqual([422, sentence])
  })
})

describe("signing in", () => {
  const signIn = (email: string, password: string, origin = "http://127.0.0.1:4870") =>
    server.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { origin },
      payload: { email, password },
    })

  test("with a wrong password is refused, for known and unknown people alike", async () => {
    const [known, unknown] = [
      await signIn("person-1@example.com", "wrong password"),
      await signIn("no@example.com", "wrong password"),
    ]
    expect([known.statusCode, known.json()]).toEqual([unknown.statusCode, unknown.json()])
    expect(known.statusCode).toBe(401)
  })

  test("from another site is refused", async () => {
    const answer = await server.app.inject({
      method: "POST",
      url: "/api/auth/sign-out",
      headers: { origin: "https://evil.example", cookie: owner },
      payload: {},
    })
    expect(answer.statusCode).toBe(403)
  })

  test("nobody signs up by themselves", async () => {
    const answer = await server.app.inject({
      method: "POST",
      url: "/api/auth/sign-up/email",
      headers: { origin: "http://127.0.0.1:4870" },
      payload: { email: "new@example.com", password: "long enough", name: "New" },
    })
    expect(answer.statusCode).toBe(404)
  })
})
