import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { topicOf } from "../../../session/live/topic.ts"
import { openLive } from "../../../testing/open-live.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let one: TestApp
let two: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let viewer: string
beforeAll(async () => {
  one = await testApp()
  two = await testApp({ beside: one })
  shop = await one.addWorkspace("Shop")
  other = await one.addWorkspace("Other")
  viewer = await one.signIn(shop, "viewer")
})
afterAll(async () => {
  await two.close()
  await one.close()
})

const pathOf = (workspace: TestWorkspace, query = "") =>
  `/api/workspaces/${workspace.appId}/sessions/live${query}`

/** A stream that has had its first word. */
async function follow({ app }: TestApp, path: string, cookie = viewer) {
  const stream = await openLive(app, path, cookie)
  onTestFinished(stream.close)
  if (stream.status === 200) await expect.poll(stream.changes).toBeGreaterThan(0)
  return stream
}

/** A customer opens the flow at one server. */
async function openFlow({ app }: TestApp, workspace: TestWorkspace, mode = "live"): Promise<void> {
  const customer = `cus_${randomUUID()}`
  const answer = await app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload: {
      app: workspace.appId,
      authHash: authHash(workspace, customer),
      customerId: customer,
      mode,
      run: randomUUID(),
      startedAt: Date.now(),
      sentAt: Date.now(),
    },
  })
  expect(answer.statusCode).toBe(200)
}

test("a session recorded by one server reaches a stream of another, which says nothing of it", async () => {
  const stream = await follow(two, pathOf(shop))
  await openFlow(one, shop)
  await expect.poll(stream.changes).toBe(2)
  expect(stream.text().replaceAll(":\n\n", "")).toBe(
    `retry: 2000\n\n${"event: sessions\ndata: {}\n\n".repeat(2)}`,
  )
})

test("a stream can be passed on by proxies, and says how to come back", async () => {
  const { headers, text } = await follow(one, pathOf(shop))
  expect([
    headers.get("content-type"),
    headers.get("cache-control"),
    headers.get("x-accel-buffering"),
    headers.get("x-content-type-options"),
  ]).toEqual(["text/event-stream; charset=utf-8", "no-transform, no-store", "no", "nosniff"])
  expect(text()).toMatch(/^retry: 2000\n\nevent: sessions\n/)
})

test("a stream tells of its own workspace and mode alone", async () => {
  const [live, tests, others] = await Promise.all([
    follow(one, pathOf(shop)),
    follow(one, pathOf(shop, "?mode=test")),
    follow(two, pathOf(other), await one.signIn(other, "member")),
  ])
  const changes = () => [live.changes(), tests.changes(), others.changes()]
  await openFlow(one, shop)
  await expect.poll(changes).toEqual([2, 1, 1])
  await openFlow(two, shop, "test")
  await expect.poll(changes).toEqual([2, 2, 1])
  await openFlow(two, other)
  await expect.poll(changes).toEqual([2, 2, 2])
})

test("the SDK's paths are announced, too", async () => {
  const stream = await follow(two, pathOf(shop))
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": "cus_sdk",
    "x-ck-authorization": authHash(shop, "cus_sdk"),
  }
  const opened = await one.app.inject({
    method: "POST",
    url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
    headers,
    payload: {},
  })
  expect(opened.statusCode).toBe(200)
  await expect.poll(stream.changes).toBe(2)
  const posted = await one.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers,
    payload: { canceled: true },
  })
  expect(posted.statusCode).toBe(200)
  await expect.poll(stream.changes).toBe(3)
})

test("a burst is at most one event a second", async () => {
  const stream = await follow(two, pathOf(shop))
  const began = Date.now()
  for (let index = 0; index < 3; index++) {
    one.live.announce([topicOf(shop.id, "live")])
    await expect.poll(stream.changes).toBeGreaterThan(index + 1)
    two.live.announce([topicOf(shop.id, "live")])
  }
  // timers count by another clock than dates do
  const seconds = (Date.now() - began + 50) / 1000
  expect(stream.changes()).toBeLessThanOrEqual(2 + seconds)
})

test("a stream ends within seconds when its person signs out", async () => {
  const cookie = await one.signIn(shop, "member")
  const [stays, ends] = [await follow(two, pathOf(shop)), await follow(two, pathOf(shop), cookie)]
  const out = await one.app.inject({
    method: "POST",
    url: "/api/auth/sign-out",
    headers: { origin: "http://127.0.0.1:4870", cookie },
    payload: {},
  })
  expect(out.statusCode).toBe(200)
  await expect.poll(ends.state).toBe("ended")
  expect(stays.state()).toBe("open")
})

test("a stream ends within seconds when its person is taken out of the workspace", async () => {
  const stream = await follow(one, pathOf(shop), await one.signIn(shop, "developer"))
  await one.database.db
    .deleteFrom("member")
    .where("workspace_id", "=", shop.id)
    .where("role", "=", "developer")
    .execute()
  await expect.poll(stream.state).toBe("ended")
})

test("after the listening connection is cut, streams are told to look again, and hear what comes after", async () => {
  const stream = await follow(two, pathOf(shop))
  const before = stream.changes()
  const { rows } = await one.database.pool.query<{ cut: boolean }>(
    `select pg_terminate_backend(pid) as cut from pg_stat_activity
    where datname = current_database() and application_name = 'holdfast live'`,
  )
  // of each server one for sessions, one for flows
  expect(rows.map(({ cut }) => cut)).toEqual([true, true, true, true])
  await expect.poll(stream.changes).toBe(before + 1)
  await openFlow(one, shop)
  await expect.poll(stream.changes).toBe(before + 2)
})

test("a person has at most ten streams; one that is closed makes room", async () => {
  const cookie = await one.signIn(shop, "member")
  const streams = await Promise.all(Array.from({ length: 10 }, () => follow(one, pathOf(shop), cookie)))
  const refused = await follow(one, pathOf(shop), cookie)
  await expect.poll(refused.state).toBe("ended")
  expect([refused.status, JSON.parse(refused.text())]).toEqual([
    429,
    {
      error: {
        code: "too_many_streams",
        message: "You have 10 pages open that follow sessions; close one of them first.",
      },
    },
  ])
  expect((await follow(one, pathOf(shop))).status).toBe(200)
  streams[0]?.close()
  await expect.poll(async () => (await follow(one, pathOf(shop), cookie)).status).toBe(200)
})

test("streams are refused as the sessions themselves are", async () => {
  const refused = async (path: string, cookie: string) => {
    const answer = await one.app.inject({ url: path, headers: { cookie } })
    return [answer.statusCode, answer.json().error.message]
  }
  expect(await refused(pathOf(shop), "")).toEqual([401, "You are signed out. Sign in to go on."])
  expect(await refused(pathOf(other), viewer)).toEqual([404, "There is no such workspace for you."])
  expect(await refused(pathOf(shop, "?mode=staging"), viewer)).toEqual([
    422,
    'mode is "staging"; it takes one of live, test, sandbox.',
  ])
  expect(await refused(pathOf(shop, "?since=1"), viewer)).toEqual([
    422,
    "since is not known here; known are mode.",
  ])
  expect(
    (await one.app.inject({ method: "HEAD", url: pathOf(shop), headers: { cookie: viewer } })).statusCode,
  ).toBe(404)
})

test("a server that stops ends its streams", async () => {
  const three = await testApp({ beside: one })
  const stream = await follow(three, pathOf(shop))
  await three.close()
  await expect.poll(stream.state).toBe("ended")
})
