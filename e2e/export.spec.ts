import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import { expect, type Page, test } from "@playwright/test"
import pg from "pg"
import { type TestMailServer, testMailServer } from "../apps/server/src/testing/test-mail-server.ts"
import { ownServers } from "./own-servers.ts"
import type { Keys, SessionRecord } from "./product.ts"

const servers = ownServers(5021)

const owner = { email: "owner@example.com", password: "correct horse battery staple" }
const node = join(servers.root, "node_modules/.bin/node")
/** Only some of the sessions, bounced ones among them, and none that is still in progress. */
const filter = "billing=monthly&not-offer=pause&from=2020-01-01&to=2026-10-31"

let mail: TestMailServer
test.beforeAll(async () => {
  mail = await testMailServer()
})
test.afterAll(() => mail.stop())

test("10,000 sessions are filtered, exported, mailed, downloaded, and equal the Data API's row by row, until a day later", async ({
  page,
  browser,
}) => {
  const env = {
    SMTP_URL: mail.url,
    HOLDFAST_OWNER_EMAIL: owner.email,
    HOLDFAST_OWNER_PASSWORD: owner.password,
  }
  await servers.untilReady(servers.start({ env }))
  execFileSync(node, ["apps/server/dist/main.js", "seed", "--sessions", "10000", "--until", "2026-11-01"], {
    cwd: servers.root,
    env: { ...process.env, HOLDFAST_DATA: servers.dataDir },
  })

  await page.goto(servers.url(`/?${filter}`))
  await signIn(page)
  const said = await page.getByText(/^[\d,]+ sessions$/).innerText()
  await page.getByRole("button", { name: "Export Data" }).click()
  const dialog = page.getByRole("dialog", { name: "Export sessions" })
  await expect(dialog.getByRole("status").first()).toContainText(/^[\d,]+ sessionsabout [\d.]+ MB/)
  await expect(dialog.getByRole("status").first()).toContainText(said)
  await dialog.getByRole("radio", { name: "NDJSON" }).check()
  const compressed = dialog.getByRole("checkbox", { name: "Compress the file (.gz)" })
  if (await compressed.isChecked()) await compressed.uncheck()
  const worker = await holdWorker()
  const asked = page.waitForRequest((request) => /\/exports\?/.test(request.url()))
  await dialog.getByRole("button", { name: `Export ${said}` }).click()
  const scope = new URL((await asked).url()).searchParams
  await expect(page.getByRole("alert").first()).toHaveText(
    "Export is being prepared. You will receive an email with a download link shortly.",
  )
  await expect(dialog).toHaveCount(0)

  await page.getByRole("button", { name: "Export Data" }).click()
  await dialog.getByRole("button", { name: `Export ${said}` }).click()
  await expect(dialog.getByRole("alert")).toContainText("An export is already in progress.")
  await expect(dialog.getByRole("radio", { name: "NDJSON" })).toBeChecked()
  await page.keyboard.press("Escape")
  await worker.release()

  const link = await mailedLink()
  await page.goto(link)
  const facts = page.getByRole("main")
  await expect(facts.getByText(`${said.split(" ")[0]} rows`, { exact: true })).toBeVisible()
  const first = await download(page)

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(link)
  await expect(stranger).toHaveURL(/\/sign-in\?to=/)
  await signIn(stranger)
  await expect(stranger).toHaveURL(link)
  const second = await download(stranger)
  expect(second).toEqual(first)
  const sum = createHash("sha256").update(first).digest("hex")
  await expect(facts.getByText(sum, { exact: true })).toBeVisible()

  const rows = first
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as SessionRecord)
  const records = await recordsOf(scope)
  // more than is downloaded at once
  expect(rows.length).toBeGreaterThan(5000)
  expect(rows.some(({ bounced }) => bounced)).toBe(true)
  expect(`${rows.length.toLocaleString("en-US")} sessions`).toBe(said)
  expect(rows.map(({ _id }) => _id)).toEqual(records.map(({ _id }) => _id))
  // one check of all rows at once: each that stands in a test is a step of its own, with what it costs
  const differing = rows.findIndex((row, place) => !isDeepStrictEqual(row, records[place]))
  expect(rows[differing]).toEqual(records[differing])

  await aDayLater()
  await stranger.reload()
  await expect(stranger.getByRole("main")).toContainText("expired")
  await expect(stranger.getByRole("link", { name: /^Download/ })).toHaveCount(0)
  const { pathname, searchParams } = new URL(link)
  const file = `/api/workspaces/${searchParams.get("workspace")}${pathname}/file?key=${searchParams.get("key")}`
  expect((await stranger.request.get(servers.url(file))).status()).toBe(410)
  await stranger.getByRole("link", { name: "Export again" }).click()
  await expect(stranger.getByText(said, { exact: true })).toBeVisible()
  await stranger.context().close()
})

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("button", { name: /^Account/ })).toBeVisible()
}

/** The address in the mail that says that the file is there. */
async function mailedLink(): Promise<string> {
  await expect.poll(() => mail.received.length).toBe(1)
  const received = mail.received[0]
  expect(received?.envelope.to).toEqual([owner.email])
  expect(received?.mail.subject).toBe("Your export is ready")
  return /http\S+\/exports\/\S+/.exec(received?.mail.text ?? "")?.[0] ?? "no link in the mail"
}

async function download(page: Page): Promise<Buffer> {
  const downloading = page.waitForEvent("download")
  await page.getByRole("link", { name: /^Download/ }).click()
  return readFileSync(await (await downloading).path())
}

/** The same sessions through the Data API, page by page: bounced or not, from and to the same moments. */
async function recordsOf(scope: URLSearchParams): Promise<SessionRecord[]> {
  const { appId, dataKeyLive } = JSON.parse(readFileSync(join(servers.dataDir, "keys.json"), "utf8")) as Keys
  const until = new Date(Date.parse(scope.get("to") ?? "") - 1).toISOString()
  const query = `startDate=${scope.get("from")}&endDate=${until}&billingInterval=MONTH&-offerType=PAUSE&bounced=true&bounced=false`
  const records: SessionRecord[] = []
  const size = 1000
  for (;;) {
    const answer = await fetch(
      servers.url(`/v1/data/sessions?${query}&limit=${size}&skip=${records.length}`),
      { headers: { "x-ck-app": appId, "x-ck-api-key": dataKeyLive } },
    )
    const page = (await answer.json()) as SessionRecord[]
    records.push(...page)
    if (page.length < size) return records
  }
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    host: join(servers.dataDir, "postgres/socket"),
    user: "holdfast",
    database: "holdfast",
  })
  await client.connect()
  return client
}

/** Keeps whoever prepares an export at its beginning: 10,000 sessions would be ready before a person tries again. */
async function holdWorker(): Promise<{ release(): Promise<void> }> {
  const client = await connect()
  await client.query(`
    select pg_advisory_lock(4);
    create function hold_worker() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(4);
        return new;
      end $$;
    create trigger hold_worker before update on export for each row execute function hold_worker()`)
  return {
    async release() {
      await client.query("select pg_advisory_unlock(4)")
      await client.query("drop function hold_worker cascade")
      await client.end()
    },
  }
}

/** 25 hours pass for the export: everything that is known of it happened so much earlier. */
async function aDayLater(): Promise<void> {
  const client = await connect()
  await client.query(`
    update export
    set requested_at = requested_at - interval '25 hours', finished_at = finished_at - interval '25 hours',
      snapshot_at = snapshot_at - interval '25 hours', expires_at = expires_at - interval '25 hours'`)
  await client.end()
}
