import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let stranger: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  stranger = await server.signIn(await server.addWorkspace("Other"), "owner")
})
afterAll(() => server.close())

const ask = (query: string, cookie: string) =>
  server.app.inject({ url: `/api/workspaces/${shop.appId}/sessions${query}`, headers: { cookie } })

test("a page that is read while the login is looked up is told to members only", async () => {
  const member = await server.signIn(shop, "viewer")
  const answer = await ask("", member)
  expect([answer.statusCode, answer.json()]).toEqual([200, { sessions: [], next: null }])
  const refused = await ask("", stranger)
  expect([refused.statusCode, refused.json()]).toEqual([
    404,
    { error: { code: "workspace_not_found", message: "There is no such workspace for you." } },
  ])
  await server.database.pool.query(
    'delete from auth.login where "userId" in (select user_id from member where workspace_id = $1)',
    [shop.id],
  )
  expect((await ask("", member)).statusCode).toBe(401)
})

test("what is wrong with a query is for members to know: a stranger is told of no workspace", async () => {
  const member = await server.signIn(shop, "viewer")
  for (const query of ["?size=many", "?before=made-up"]) {
    expect([query, (await ask(query, member)).statusCode]).toEqual([query, 422])
    expect([query, (await ask(query, stranger)).statusCode]).toEqual([query, 404])
    expect([query, (await ask(query, "")).statusCode]).toEqual([query, 401])
  }
})

test("a fault while reading is not told to strangers either", async () => {
  const member = await server.signIn(shop, "viewer")
  await server.database.pool.query("alter table session rename to session_away")
  const [fault, refused] = [await ask("", member), await ask("", stranger)]
  await server.database.pool.query("alter table session_away rename to session")
  expect([fault.statusCode, refused.statusCode]).toEqual([500, 404])
})

test("a stranger's query is not carried out, nor that of who was removed, once they were told", async () => {
  const member = await server.signIn(shop, "viewer")
  expect((await ask("", member)).statusCode).toBe(200)
  await server.database.pool.query("delete from member where workspace_id = $1", [shop.id])
  // what they ask for now was begun, and they learn nothing of it
  expect((await ask("?search=ada", member)).statusCode).toBe(404)
  const holder = await server.database.pool.connect()
  const busy = async () =>
    (
      await holder.query(
        "select from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()",
      )
    ).rowCount
  // what was begun before is over
  await expect.poll(busy).toBe(0)
  await holder.query("begin")
  // whoever reads a session waits for this one
  await holder.query("lock table session in access exclusive mode")
  const queries = ["", "?size=100", "?search=ada", "?search=rare%20text", "/count?search=ada"]
  for (const cookie of [stranger, member]) {
    for (const query of queries) expect([query, (await ask(query, cookie)).statusCode]).toEqual([query, 404])
  }
  const { rows } = await holder.query(
    "select pid from pg_locks where relation = 'session'::regclass and not granted",
  )
  expect(rows).toEqual([])
  await holder.query("rollback")
  holder.release()
})
