import { type Insights, percent } from "@holdfast/protocol/dashboard"
import pino from "pino"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Teller } from "../../billing/tell-of-waiting.ts"
import { seedDemo } from "../../demo/seed-demo.ts"
import { deliverDueMail } from "../../mail/deliver-due-mail.ts"
import { createMailer } from "../../mail/mailer.ts"
import { unsealMail } from "../../mail/unseal-mail.ts"
import { createView, deleteView } from "../../saved-view/saved-views.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestMailServer, testMailServer } from "../../testing/test-mail-server.ts"
import { setGoal } from "../goal/goals.ts"
import { keepDigest, listDigests } from "./digests.ts"
import { sendDigests } from "./send-digests.ts"

let server: TestApp
let shop: TestWorkspace
let smtp: TestMailServer
let ada: TestPerson
const start = new Date("2026-10-30T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
  smtp = await testMailServer()
  shop = await server.addWorkspace("Shop <b>&amp;</b>")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
})
afterAll(async () => {
  await smtp.stop()
  await server.close()
})
beforeEach(async () => {
  for (const table of ["mail", "digest", "saved_view"] as const)
    await server.database.db.deleteFrom(table).execute()
  smtp.received.length = 0
  ada = await server.addPerson(shop, "viewer")
})

const log = pino({ level: "silent" })
const send = (now: Date | string, teller: Teller = server) =>
  sendDigests({ db: server.database.db, teller, log, now: new Date(now) })
const reader = () => ({ workspaceId: shop.id, userId: ada.id })
/** Each Monday at 9 in Berlin, 8 in UTC. */
const monday = { viewId: null, weekday: 1, hour: 9, timeZone: "Europe/Berlin" } as const
const choose = (choice: Partial<Parameters<typeof keepDigest>[2]> = {}, now = start) =>
  keepDigest(server.database.db, reader(), { ...monday, ...choice }, now)
const mails = async () =>
  (await server.database.db.selectFrom("mail").selectAll().orderBy("created_at").execute()).map((row) => ({
    ...row,
    said: unsealMail(server.secret, row.sealed),
  }))
const nextAt = async () => (await listDigests(server.database.db, reader()))[0]?.nextAt

test("a week has one mail, whatever servers look for it, hour after hour", async () => {
  await choose()
  for (let hour = 0; hour < 24 * 22; hour++) {
    const now = new Date(start.getTime() + hour * 3600_000)
    await Promise.all([send(now), send(now), send(now)])
  }
  expect((await mails()).map(({ recipient, created_at }) => [recipient, created_at.toISOString()])).toEqual([
    [ada.email, "2026-11-02T08:00:00.000Z"],
    [ada.email, "2026-11-09T08:00:00.000Z"],
    [ada.email, "2026-11-16T08:00:00.000Z"],
  ])
}, 120_000)

test("after a day without a server it is sent late, after more it is left out, and never twice", async () => {
  await choose()
  await send("2026-11-03T07:59:00.000Z")
  await send("2026-11-03T08:30:00.000Z")
  expect((await mails()).map(({ created_at }) => created_at.toISOString())).toEqual([
    "2026-11-03T07:59:00.000Z",
  ])
  expect((await mails())[0]?.expires_at.toISOString()).toBe("2026-11-03T08:00:00.000Z")
  await send("2026-11-25T12:00:00.000Z")
  expect(await mails()).toHaveLength(1)
  expect(await nextAt()).toBe("2026-11-30T08:00:00.000Z")
})

test("what breaks while the mail is put on its way leaves it due", async () => {
  await choose()
  const broken = {
    ...server.secret,
    seal: () => {
      throw new Error("broken")
    },
  }
  expect(await send("2026-11-02T08:00:00.000Z", { secret: broken, url: server.url })).toBe(0)
  expect([await mails(), await nextAt()]).toEqual([[], "2026-11-02T08:00:00.000Z"])
  expect(await send("2026-11-02T08:01:00.000Z")).toBe(1)
})

test("another day does not give a week a second mail", async () => {
  await choose()
  await send("2026-11-02T08:00:00.000Z")
  await choose({ weekday: 2 }, new Date("2026-11-02T10:00:00.000Z"))
  await send("2026-11-03T08:00:00.000Z")
  expect(await mails()).toHaveLength(1)
  expect(await nextAt()).toBe("2026-11-10T08:00:00.000Z")
})

test("it arrives with the page's figures, in words and cells, and nothing is fetched from elsewhere", async () => {
  await choose()
  await send("2026-11-02T08:00:00.000Z")
  const mailer = createMailer({ smtpUrl: smtp.url, mailFrom: { name: "Holdfast", address: "h@example.org" } })
  if (!mailer) throw new Error("a mail server was named")
  const now = () => new Date("2026-11-02T08:00:00.000Z")
  await deliverDueMail({ database: server.database, secret: server.secret, mailer, now })
  const [{ mail } = { mail: null }] = smtp.received
  const [html, text] = [String(mail?.html), mail?.text ?? ""]
  expect(mail?.subject).toBe("Shop <b>&amp;</b>: 26 October to 1 November in cancellations")
  expect(html).not.toMatch(/<img|\ssrc=|url\(|<script|<link|@import/i)
  expect(html).toContain("Shop &lt;b&gt;&amp;amp;&lt;/b&gt;: 26 October to 1 November")
  expect(html).toMatch(/<td class="fill" width="\d+%"/)

  const cookie = await server.signIn(shop, "viewer")
  const query = "from=2026-10-25T23:00:00.000Z&to=2026-11-01T23:00:00.000Z&compare=previous"
  const answer = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/insights?${query}`,
    headers: { cookie },
  })
  const { headline, reasons }: Insights = answer.json()
  expect(headline.now.sessions).toBeGreaterThan(30)
  expect(text).toContain(`Sessions: ${headline.now.sessions}`)
  expect(text).toContain(`Save rate: ${percent(headline.now.saveRate.rate)}`)
  expect(text).toContain(`Offer save rate: ${percent(headline.now.offerSaveRate.rate)}`)
  const [most] = reasons.rows
  expect(text).toContain(`${most?.name}: ${most?.share.count} of ${most?.share.of}`)
  expect(text).toMatch(/As of \d+ \w+ \d{4} at \d\d:\d\d\./)
  expect(text).toContain("Days and times are those of Europe/Berlin.")
  expect(text.match(/“[^”]+”\nhttp:\/\/127\.0\.0\.1:4870\/sessions\//g)).toHaveLength(3)
  // no customer is named
  expect(text + html).not.toMatch(/[\w.+-]@\w|cus_/)

  const unsubscribe = /<(http:\/\/127\.0\.0\.1:4870\/unsubscribe\/[\w.-]+)>/.exec(
    String(mail?.headerLines.find(({ key }) => key === "list-unsubscribe")?.line),
  )?.[1]
  expect(mail?.headerLines.find(({ key }) => key === "list-unsubscribe-post")?.line).toBe(
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  )
  expect(text).toContain(String(unsubscribe))
  expect(html).toContain(String(unsubscribe))
})

test("a figure says how it stands to its goal, of the same sessions, also where it is of nothing", async () => {
  const change = {
    ...{ workspaceId: shop.id, now: start },
    actor: { kind: "person", id: ada.id, name: "Ada", address: "192.0.2.1" },
  } as const
  const goal = { currency: null, since: "2026-09-01", viewId: null } as const
  const { db } = server.database
  await setGoal(db, change, { ...goal, figure: "saveRate", level: 0 })
  await setGoal(db, change, { ...goal, figure: "canceled", level: 30_000 })
  await setGoal(db, change, { ...goal, figure: "lost", currency: "chf", level: 30 })
  await setGoal(db, change, { ...goal, figure: "sessions", level: 30, since: "2026-11-09" })
  await choose()
  await send("2026-11-02T08:00:00.000Z")
  const [mail] = await mails()
  const { text = "", html = "" } = mail?.said ?? {}
  expect(text).toMatch(
    /^Save rate: (\d+\.\d)%.* · \1 points above the goal of 0% since 1 September( 2026)?$/m,
  )
  expect(text).toMatch(
    /^Cancelled: .* · [\d,]+ below the goal of 7,000 for these days \(30,000 in 30 days since 1 September( 2026)?\)$/m,
  )
  expect(text).toMatch(/^Lost a month: CHF\s0\.00 · CHF\s7\.00 below the goal of CHF\s7\.00 for these days/m)
  expect(text).toMatch(/^Sessions: .* · Goal 30 in 30 days from 9 November( 2026)?$/m)
  expect(text).not.toMatch(/^Offer save rate: .*goal/m)
  expect(html).toMatch(/>[\d.]+ points above the goal of 0% since 1 September( 2026)?<\/span>/)
  await db.deleteFrom("goal").execute()
})

test("each figure leads to as many sessions as it says", async () => {
  await choose()
  await send("2026-11-02T08:00:00.000Z")
  const html = (await mails())[0]?.said?.html ?? ""
  const cookie = await server.signIn(shop, "viewer")
  const countAt = async (name: string) => {
    const [, href = "", figure] =
      new RegExp(`>${name}(?:<br>.*?)?</td>[^]*?href="([^"]*)"[^>]*>([^<]*)<`).exec(html) ?? []
    const address = new URL(href.replaceAll("&amp;", "&"))
    const query = new URLSearchParams({
      from: address.searchParams.get("from") ?? "",
      to: address.searchParams.get("to") ?? "",
    })
    // as the page reads its address
    const parts = address.searchParams
    if (parts.get("not-outcome") === "in-progress") query.append("-outcome", "open")
    if (parts.get("bounced") === "no") query.append("bounced", "false")
    const outcome = parts.get("outcome")
    if (outcome) query.append("outcome", outcome.replace("cancelled", "canceled"))
    const answer = await server.app.inject({
      url: `/api/workspaces/${shop.appId}/sessions/count?${query}`,
      headers: { cookie },
    })
    return [figure, String(answer.json().count)]
  }
  for (const name of ["Sessions", "Saved by an offer", "Cancelled"]) {
    const [figure, count] = await countAt(name)
    expect(figure).toBe(count)
  }
})

test("a view's mail is of its sessions, and says so; its name is in no subject", async () => {
  const view = await createView(
    server.database.db,
    reader(),
    { name: "Left <us>", search: "outcome=cancelled&range=1y" },
    start,
  )
  if (typeof view === "string") throw new Error(view)
  await choose({ viewId: view.id })
  await send("2026-11-02T08:00:00.000Z")
  const [mail] = await mails()
  expect(mail?.said?.text).toContain("View “Left <us>”, live sessions")
  expect(mail?.said?.html).toContain("View “Left &lt;us&gt;”, live sessions")
  expect(mail?.said?.text).toContain("Save rate: 0.0%")
  expect([mail?.subject, mail?.is_personal]).toEqual([expect.not.stringContaining("Left"), true])
  await deleteView(server.database.db, shop.id, view.id)
  expect(await listDigests(server.database.db, reader())).toEqual([])
})

test("a view that is shared no longer ends the mails of the others", async () => {
  const bob = await server.addPerson(shop, "member")
  const view = await createView(
    server.database.db,
    { workspaceId: shop.id, userId: bob.id },
    { name: "Ours", search: "", isShared: true },
    start,
  )
  if (typeof view === "string") throw new Error(view)
  await choose({ viewId: view.id })
  await server.database.db
    .updateTable("saved_view")
    .set({ is_shared: false })
    .where("workspace_id", "=", shop.id)
    .execute()
  expect(await send("2026-11-02T08:00:00.000Z")).toBe(0)
  expect([await mails(), await listDigests(server.database.db, reader())]).toEqual([[], []])
})

test("who does not belong to the workspace any more gets nothing", async () => {
  await choose()
  await server.database.db.deleteFrom("member").where("user_id", "=", ada.id).execute()
  expect(await send("2026-11-02T08:00:00.000Z")).toBe(0)
  expect([await mails(), await listDigests(server.database.db, reader())]).toEqual([[], []])
})

test("whom the dashboard would ask for a second factor gets nothing until it is set up", async () => {
  await choose()
  const requires = (requires_two_factor: boolean) =>
    server.database.db
      .updateTable("workspace")
      .set({ requires_two_factor })
      .where("id", "=", shop.id)
      .execute()
  await requires(true)
  expect(await send("2026-11-02T08:00:00.000Z")).toBe(0)
  await requires(false)
  expect(await send("2026-11-09T08:00:00.000Z")).toBe(1)
})
