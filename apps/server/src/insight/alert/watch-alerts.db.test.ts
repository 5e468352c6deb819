import type { Alert, Alerts, NewAlert } from "@holdfast/protocol/dashboard"
import pino from "pino"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { leaveWorkspace } from "../../account/people/leave-workspace.ts"
import type { Teller } from "../../billing/tell-of-waiting.ts"
import { seedDemo } from "../../demo/seed-demo.ts"
import { unsealMail } from "../../mail/unseal-mail.ts"
import { createView } from "../../saved-view/saved-views.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { changeAlert, createAlert, listAlerts, mailAlertTo } from "./alerts.ts"
import { watchAlerts } from "./watch-alerts.ts"

let server: TestApp
let shop: TestWorkspace
let ada: TestPerson
const start = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now: start, sessions: 1_200 })
  const cookie = await server.signIn(shop, "owner")
  const made = await server.app.inject({
    ...{
      method: "POST",
      url: `/api/workspaces/${shop.appId}/webhooks`,
      headers: { cookie, origin: server.url },
    },
    payload: { url: "https://example.com/", modes: ["live"], events: ["alert"] },
  })
  expect(made.statusCode, made.body).toBe(201)
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["mail", "alert", "webhook_delivery"] as const)
    await server.database.db.deleteFrom(table).execute()
  ada = await server.addPerson(shop, "member")
})

const log = pino({ level: "silent" })
const watch = (now: Date, teller: Teller = server) =>
  watchAlerts({ db: server.database.db, teller, log, now })
const after = (hours: number) => new Date(start.getTime() + hours * 3600_000)
const change = (now = start) => ({
  ...{ workspaceId: shop.id, userId: ada.id, now },
  actor: { kind: "person", id: ada.id, name: ada.email, address: "127.0.0.1" } as const,
})
/** Holds while the demo's last days are in the window, and not five days later. */
const busy: NewAlert = {
  ...{ name: "Busy", windowDays: 7, leastSample: 5, viewId: null, isMuted: false },
  watch: { kind: "level", figure: "sessions", direction: "above", level: 20, currency: null },
}
async function make(alert: Partial<NewAlert> = {}): Promise<Alert> {
  const made = await createAlert(server.database.db, change(), { ...busy, ...alert })
  if (typeof made === "string") throw new Error(made)
  return made
}
const one = async () => (await listAlerts(server.database.db, change()))[0]
const mails = async () =>
  (await server.database.db.selectFrom("mail").selectAll().orderBy("created_at").execute()).map(
    ({ recipient, subject, created_at }) => [recipient, subject, created_at.toISOString()],
  )
const deliveries = async () =>
  (
    await server.database.db
      .selectFrom("webhook_delivery")
      .select(["event", "payload"])
      .orderBy("created_at")
      .execute()
  ).map(({ event, payload }) => [event, JSON.parse(payload ?? "{}")])

test("it is told once when it begins and once when it is over, with several servers, by mail and webhook", async () => {
  await make()
  for (let hour = 0; hour < 24 * 8; hour += 1) {
    const now = after(hour)
    await Promise.all([watch(now), watch(now), watch(now)])
  }
  const [began, over, ...more] = await mails()
  expect(began).toEqual([ada.email, "Alert: Busy", start.toISOString()])
  expect([over?.slice(0, 2), more]).toEqual([[ada.email, "Over: Busy"], []])
  const told = await deliveries()
  expect(told.map(([event, body]) => [event, body.event, body.mode, body.data.alert.state])).toEqual([
    ["alert", "alert", "LIVE", "began"],
    ["alert", "alert", "LIVE", "ended"],
  ])
  expect(told[0]?.[1].data.alert).toMatchObject({
    ...{
      name: "Busy",
      since: start.toISOString(),
      condition: "Sessions above 20",
      windowDays: 7,
      leastSample: 5,
    },
    ...{ from: "2026-10-26T00:00:00.000Z", to: start.toISOString() },
  })
  expect(await one()).toMatchObject({ firingSince: null })
}, 120_000)

test("it is read again after an hour, and not before", async () => {
  await make()
  await watch(start)
  await watch(new Date(start.getTime() + 59 * 60_000))
  expect((await one())?.readAt).toBe(start.toISOString())
  await watch(after(1))
  expect((await one())?.readAt).toBe(after(1).toISOString())
})

test("what breaks while it is told leaves it to be told", async () => {
  await make()
  const broken = {
    ...server.secret,
    seal: () => {
      throw new Error("broken")
    },
  }
  expect(await watch(start, { secret: broken, url: server.url })).toBe(0)
  expect([await mails(), await deliveries(), (await one())?.firingSince]).toEqual([[], [], null])
  expect(await watch(start)).toBe(1)
  expect([(await mails()).length, (await deliveries()).length]).toEqual([1, 1])
})

test("the mail says what was read and leads to those sessions", async () => {
  await make({
    name: "Too <b>many</b>",
    watch: { kind: "level", figure: "canceled", direction: "above", level: 3, currency: null },
  })
  await watch(start)
  const mail = await server.database.db.selectFrom("mail").select("sealed").executeTakeFirstOrThrow()
  const said = unsealMail(server.secret, mail.sealed)
  const count = /Cancelled: (\d+)\./.exec(said?.text ?? "")?.[1]
  expect(said?.html).toContain("Cancelled above 3, since 1 November 2026 at 12:00 UTC")
  const address = new URL(/See these sessions:\n(\S+)/.exec(said?.text ?? "")?.[1] ?? "")
  expect(Object.fromEntries(address.searchParams)).toEqual({
    ...{ workspace: shop.appId, from: "2026-10-26T00:00:00.000Z", to: start.toISOString() },
    ...{ outcome: "cancelled", bounced: "no" },
  })
  const cookie = await server.signIn(shop, "viewer")
  const query = "from=2026-10-26T00:00:00.000Z&to=2026-11-01T12:00:00.000Z&outcome=canceled&bounced=false"
  const answer = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/sessions/count?${query}`,
    headers: { cookie },
  })
  expect(String(answer.json().count)).toBe(count)
})

test("a muted one is followed and told to nobody", async () => {
  await make({ isMuted: true })
  await watch(start)
  expect([await mails(), await deliveries()]).toEqual([[], []])
  expect(await one()).toMatchObject({
    firingSince: start.toISOString(),
    reading: expect.stringContaining("Sessions: "),
  })
})

test("a small sample tells nothing", async () => {
  await make({ leastSample: 100_000 })
  expect(await watch(start)).toBe(0)
  expect(await one()).toMatchObject({
    firingSince: null,
    reading: expect.stringContaining("too few to tell"),
  })
})

test("what it watches changes: it begins anew; a new name changes nothing of how it stands", async () => {
  const { id } = await make()
  await watch(start)
  await changeAlert(server.database.db, change(after(1)), id, { ...busy, name: "Renamed" })
  expect(await one()).toMatchObject({ name: "Renamed", firingSince: start.toISOString() })
  await changeAlert(server.database.db, change(after(2)), id, { ...busy, windowDays: 30 })
  expect(await one()).toMatchObject({ firingSince: null, reading: null })
})

test("who takes themselves off, who left, and who lacks a second factor that is required are not mailed", async () => {
  const { id } = await make()
  const bob = await server.addPerson(shop, "viewer")
  const ofBob = { workspaceId: shop.id, userId: bob.id }
  expect(await mailAlertTo(server.database.db, ofBob, id, true)).toMatchObject({ mailsMe: true, mailed: 2 })
  await mailAlertTo(server.database.db, ofBob, id, true)
  expect(await mailAlertTo(server.database.db, change(), id, false)).toMatchObject({
    mailsMe: false,
    mailed: 1,
  })
  await watch(start)
  expect((await mails()).map(([to]) => to)).toEqual([bob.email])
  const actor = { kind: "person", id: bob.id, name: bob.email, address: "127.0.0.1" } as const
  await leaveWorkspace(
    server.database.db,
    { workspaceId: shop.id, personId: bob.id, actor, at: start },
    "viewer",
  )
  expect((await one())?.mailed).toBe(0)

  await mailAlertTo(server.database.db, change(), id, true)
  await server.database.db
    .updateTable("workspace")
    .set({ requires_two_factor: true })
    .where("id", "=", shop.id)
    .execute()
  await server.database.db.deleteFrom("mail").execute()
  await server.database.db
    .updateTable("alert")
    .set({ firing_since: null, read_at: null })
    .where("workspace_id", "=", shop.id)
    .execute()
  expect(await watch(start)).toBe(1)
  await server.database.db
    .updateTable("workspace")
    .set({ requires_two_factor: false })
    .where("id", "=", shop.id)
    .execute()
  expect(await mails()).toEqual([])
})

test("it is of a shared view, and rests when that is private or gone", async () => {
  const reader = { workspaceId: shop.id, userId: ada.id }
  const add = async (name: string, isShared: boolean) => {
    const view = await createView(
      server.database.db,
      reader,
      { name, search: "outcome=cancelled", isShared },
      start,
    )
    if (typeof view === "string") throw new Error(view)
    return view.id
  }
  const [own, shared] = [await add("Own", false), await add("Shared", true)]
  expect(await createAlert(server.database.db, change(), { ...busy, viewId: own })).toBe("view_not_shared")
  await make({ viewId: shared, watch: { ...busy.watch, level: 3 } as NewAlert["watch"] })
  await server.database.db
    .updateTable("saved_view")
    .set({ is_shared: false })
    .where("workspace_id", "=", shop.id)
    .execute()
  expect(await watch(start)).toBe(0)
  expect(await one()).toMatchObject({
    isViewGone: true,
    reading: "Its view is gone, or is shared no longer.",
  })
})

test("every change is in the audit log, and what lacks is said by its field", async () => {
  const cookie = await server.signIn(shop, "member")
  const url = `/api/workspaces/${shop.appId}/alerts`
  const send = (method: "POST" | "PUT" | "DELETE", address: string, payload?: object) =>
    server.app.inject({
      method,
      url: address,
      headers: { cookie, origin: server.url },
      ...(payload && { payload }),
    })
  const made: Alert = (await send("POST", url, busy)).json()
  await send("PUT", `${url}/${made.id}`, { ...busy, isMuted: true })
  expect((await send("DELETE", `${url}/${made.id}`)).statusCode).toBe(204)
  const { alerts }: Alerts = (await server.app.inject({ url, headers: { cookie } })).json()
  expect(alerts).toEqual([])
  const lines = await server.database.db
    .selectFrom("audit_entry")
    .select("action")
    .where("workspace_id", "=", shop.id)
    .where("target_id", "=", made.id)
    .execute()
  expect(lines.map(({ action }) => action).toSorted()).toEqual([
    "alert.changed",
    "alert.created",
    "alert.removed",
  ])
  const faults = {
    "watch.of": { kind: "mix", points: 3 },
    "watch.points": { kind: "mix", of: "reason" },
    "watch.figure": { kind: "level", direction: "above", level: 3 },
    "watch.direction": { kind: "level", figure: "saveRate", level: 3 },
    "watch.level": { kind: "level", figure: "saveRate", direction: "above", level: 101 },
    "watch.currency": { kind: "level", figure: "lost", direction: "above", level: 3 },
  }
  for (const [field, watch] of Object.entries(faults)) {
    const answer = await send("POST", url, { ...busy, watch })
    expect([answer.statusCode, answer.json().error.message]).toEqual([422, expect.stringContaining(field)])
  }
})
