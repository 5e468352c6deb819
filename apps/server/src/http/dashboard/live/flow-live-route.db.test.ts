import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { starterFlow } from "../../../flow/starter-flow.ts"
import { openLive } from "../../../testing/open-live.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let one: TestApp
let two: TestApp
let shop: TestWorkspace
let ada: string
let bob: string
let flowId: string
beforeAll(async () => {
  one = await testApp()
  two = await testApp({ beside: one })
  shop = await one.addWorkspace("Shop")
  ada = await one.signIn(shop, "member")
  bob = await one.signIn(shop, "admin")
  const flow = one.database.db.selectFrom("flow").select("id").where("workspace_id", "=", shop.id)
  flowId = (await flow.executeTakeFirstOrThrow()).id
})
afterAll(async () => {
  await two.close()
  await one.close()
})

async function follow({ app }: TestApp, cookie: string) {
  const stream = await openLive(app, `/api/workspaces/${shop.appId}/flows/${flowId}/live`, cookie)
  onTestFinished(stream.close)
  const events = () =>
    [...stream.text().matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event = "", data = ""]) => ({
      event,
      data: JSON.parse(data),
    }))
  const lastOf = (name: string) => events().findLast(({ event }) => event === name)?.data
  return { ...stream, events, lastOf }
}

const post = ({ app, url }: TestApp, cookie: string, method: "PUT" | "POST", path: string, payload: object) =>
  app.inject({
    ...{ method, payload, headers: { cookie, origin: url } },
    url: `/api/workspaces/${shop.appId}/flows/${flowId}${path}`,
  })

test("everybody who has the editor open sees who else has, on whichever server, and sees them go", async () => {
  const atOne = await follow(one, ada)
  await expect.poll(() => atOne.lastOf("people")?.people).toHaveLength(1)
  expect(atOne.lastOf("people").people).toEqual([{ id: expect.any(String), name: "Person", isMe: true }])
  const atTwo = await follow(two, bob)
  const again = await follow(two, bob)
  await expect.poll(() => atOne.lastOf("people")?.people.length).toBe(2)
  await expect.poll(() => atTwo.lastOf("people")?.people.length).toBe(2)
  const mine = (stream: typeof atOne) =>
    stream.lastOf("people").people.map(({ isMe }: { isMe: boolean }) => isMe)
  expect(mine(atOne).toSorted()).toEqual([false, true])
  expect(mine(atOne)).not.toEqual(mine(atTwo))
  again.close()
  // one of their windows is open still
  await expect.poll(() => rows()).toBe(2)
  expect(atOne.lastOf("people").people).toHaveLength(2)
  atTwo.close()
  await expect.poll(() => atOne.lastOf("people")?.people.length).toBe(1)
}, 60_000)

async function rows(): Promise<number> {
  const found = await one.database.db.selectFrom("flow_editor").select("id").execute()
  return found.length
}

test("who was on a server that ended without a word is soon gone", async () => {
  const { id } = await one.addPerson(shop, "member")
  const stream = await follow(one, ada)
  const leave = {
    workspace_id: shop.id,
    flow_id: flowId,
    id: "0199e6cf-0000-7000-8000-00000000000a",
    user_id: id,
  }
  await one.database.db
    .insertInto("flow_editor")
    .values({ ...leave, seen_at: new Date() })
    .execute()
  await expect.poll(() => stream.lastOf("people")?.people.length).toBe(2)
  await one.database.db
    .updateTable("flow_editor")
    .set({ seen_at: new Date(Date.now() - 20_000) })
    .where("workspace_id", "=", shop.id)
    .where("id", "=", leave.id)
    .execute()
  await expect.poll(() => stream.lastOf("people")?.people.length).toBe(1)
}, 60_000)

test("a save and a publication at one server reach an editor at another, which knows whose they are", async () => {
  const [hers, his] = [await follow(two, ada), await follow(two, bob)]
  await expect
    .poll(() => [hers.lastOf("draft"), his.lastOf("draft")])
    .toEqual([
      { revision: 0, updatedBy: { name: null }, isMe: false },
      { revision: 0, updatedBy: { name: null }, isMe: false },
    ])
  const content = { ...starterFlow(), pauseCooldown: 3 }
  expect((await post(one, ada, "PUT", "/draft", { content, revision: 0 })).statusCode).toBe(200)
  await expect
    .poll(() => [hers.lastOf("draft"), his.lastOf("draft")])
    .toEqual([
      { revision: 1, updatedBy: { name: "Person" }, isMe: true },
      { revision: 1, updatedBy: { name: "Person" }, isMe: false },
    ])
  expect(his.lastOf("published")).toBe(undefined)
  const published = await post(one, bob, "POST", "/publish", { revision: 1, note: null })
  const { revision, translated, ...publication } = published.json()
  expect(translated).toEqual([])
  await expect.poll(() => hers.lastOf("published")).toEqual(publication)
  expect(hers.lastOf("draft")).toEqual({ revision, updatedBy: { name: "Person" }, isMe: false })
}, 60_000)
