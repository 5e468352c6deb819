import { type Browser, expect, type Page, test } from "@playwright/test"
import { product, readKeys, sessionsOf } from "./product.ts"
import { cancelAnyway, choose, openShop, rowsOf, signIn, startCancelling } from "./visit.ts"

/** A recording from end to end: a customer runs the shop's flow, and somebody watches it. */

const mira = { id: "lan_mira", email: "mira.okafor@example.com" }
const secret = "a secret that nobody is to find in a recording"

/** A screen of the live run: it came up after what led to it and before it was seen, both in epoch milliseconds. */
interface Seen {
  heading: string
  after: number
  before: number
}

/** A customer cancels; answers the screens that they saw. */
async function cancelStepByStep(page: Page): Promise<Seen[]> {
  let after = Date.now()
  const seen: Seen[] = []
  const flow = await startCancelling(page)
  const button = (name: string | RegExp) => flow.getByRole("button", { name })
  const see = async () =>
    seen.push({ heading: await flow.locator("#heading").innerText(), after, before: Date.now() })
  const press = async (name: string | RegExp) => {
    after = Date.now()
    await button(name).click()
  }
  await see()
  await choose(flow, "Too expensive")
  await press("Continue")
  await button(/^No thanks/).waitFor()
  await see()
  await press(/^No thanks/)
  await flow.getByRole("textbox").fill(secret)
  await see()
  await press("Continue")
  await button("Cancel subscription").waitFor()
  await see()
  await press("Cancel subscription")
  await flow.getByRole("heading", { name: "Your subscription is cancelled" }).waitFor()
  await see()
  await button("Close").last().click()
  return seen
}

async function managerOf(browser: Browser): Promise<Page> {
  const manager = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage()
  await signIn(manager)
  return manager
}

/** The marks of the bar: what each is about, and which part of the time had gone by. */
async function marksOf(manager: Page): Promise<{ tone: string | null; part: number }[]> {
  const all = await manager.locator("[data-tone][style*=left]").all()
  return Promise.all(
    all.map(async (mark) => {
      const style = (await mark.getAttribute("style")) ?? ""
      return {
        tone: await mark.getAttribute("data-tone"),
        part: Number.parseFloat(style.replace("left:", "")) / 100,
      }
    }),
  )
}

/** Notes each heading that a player shows from now on, however short. */
const noteHeadings = `{
  globalThis.headings = []
  const note = () => {
    const text = document.querySelector("#heading")?.innerText
    if (text && text !== headings.at(-1)) headings.push(text)
  }
  note()
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true })
}`

/** A screen that comes and goes by itself, between two that wait for the customer. */
const isWait = (heading: string) => heading.startsWith("One moment")

interface ReadLog {
  head: { startedAt: number; uiLang: string }
  moves: [at: number, kind: string, ...what: unknown[]][]
}

/** The log of a customer's last run, as a program reads it. */
async function logOf(page: Page, customerId: string): Promise<ReadLog> {
  const [session] = await sessionsOf(page.request, customerId)
  const { appId, dataKeyLive } = readKeys()
  const answer = await page.request.get(`${product.url}/v1/data/recordings/${session?._id}`, {
    headers: { "x-ck-app": appId, "x-ck-api-key": dataKeyLive },
  })
  return ((await answer.json()) as { log: ReadLog }).log
}

test("what a customer ran in the shop plays with the same screens in the same order, and its marks are right", async ({
  page,
  browser,
}) => {
  await openShop(page, mira.id)
  const live = await cancelStepByStep(page)
  await page.goto("about:blank")
  await expect.poll(async () => (await logOf(page, mira.id)).moves.at(-1)?.[1]).toBe("closed")
  const log = await logOf(page, mira.id)
  // what was sent stands with the session, and in no move
  expect(JSON.stringify(log)).not.toContain("a secret")

  const manager = await managerOf(browser)
  // so it stands still until it is played
  await manager.emulateMedia({ reducedMotion: "reduce" })
  await rowsOf(manager, mira.email)
    .first()
    .getByRole("link", { name: /^Watch / })
    .click()
  await expect(
    manager.frameLocator("iframe[title='What the customer saw']").locator("#heading"),
  ).toBeVisible()
  const player = manager.frames().find((frame) => frame.url().includes("/player/"))
  await player?.evaluate(noteHeadings)
  await manager.keyboard.press("1")
  await manager.getByRole("button", { name: "Play", exact: true }).click()
  await expect
    .poll(async () => (await player?.evaluate<string[]>("headings"))?.filter((text) => !isWait(text)))
    .toEqual(live.map(({ heading }) => heading))

  const durationMs = log.moves.at(-1)?.[0] ?? 0
  const marks = await marksOf(manager)
  const tones = marks.map(({ tone }) => tone)
  expect(tones.filter((tone) => tone !== "wait")).toEqual([
    ...["screen", "answer", "offer", "declined", "screen", "answer", "screen", "canceled", "decided", "end"],
  ])
  // each screen is marked between what led to it and when it was seen
  const screens = marks.filter(({ tone }) => ["screen", "offer", "decided"].includes(tone ?? ""))
  for (const [i, { part }] of screens.entries()) {
    const at = log.head.startedAt + part * durationMs
    // what a mark is rounded by, and a clock that the browser reads in whole milliseconds
    expect(at).toBeGreaterThanOrEqual((live[i]?.after ?? 0) - 20)
    expect(at).toBeLessThanOrEqual((live[i]?.before ?? 0) + 20)
  }

  const words = manager.getByRole("region", { name: "In words" })
  for (const line of ["Picked “Too expensive”", "Declined the offer", `sent: “${secret}”`, "Closed the flow"])
    await expect(words).toContainText(line)
  await manager.context().close()
})

/** Nobody records a run, for a reason that the icon of its session says. */
const unrecorded: { name: string; turnOff: (page: Page, manager: Page) => Promise<void>; why: string }[] = [
  {
    name: "that the workspace turned off",
    turnOff: async (_, manager) => {
      await manager.goto(`${product.url}/recordings`)
      await turnRecording(manager, false)
    },
    why: "The workspace had recording turned off",
  },
  {
    name: "that the customer's browser does not want",
    turnOff: (page) => page.setExtraHTTPHeaders({ "sec-gpc": "1" }),
    why: "The customer's browser asks for privacy, so nothing was recorded",
  },
]

async function turnRecording(manager: Page, isOn: boolean): Promise<void> {
  const records = manager.getByRole("switch", { name: "Record runs of the flow" })
  await expect(records).toBeVisible()
  if ((await records.isChecked()) !== isOn) await records.click()
  await expect(records).toBeChecked({ checked: isOn })
  await expect(records).not.toHaveAttribute("aria-busy", "true")
}

for (const { name, turnOff, why } of unrecorded) {
  test(`of a recording ${name} nothing is sent, and the grey icon says why`, async ({ page, browser }) => {
    const manager = await managerOf(browser)
    await turnOff(page, manager)
    const asked: string[] = []
    page.on("request", (request) => asked.push(new URL(request.url()).pathname))
    await openShop(page, mira.id)
    await cancelAnyway(await startCancelling(page))
    await page.goto("about:blank")
    expect(asked).toContain("/v1/flow/report")
    expect(asked.filter((path) => /record/.test(path))).toEqual([])

    await manager.goto(product.url)
    const row = rowsOf(manager, mira.email).first()
    await expect(row.getByRole("button", { name: why })).toBeVisible()
    await expect(row.getByRole("link", { name: /^Watch / })).toHaveCount(0)
    await manager.goto(`${product.url}/recordings`)
    await turnRecording(manager, true)
    await manager.context().close()
  })
}
