import type { Page, Request } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { arrive, arriveTogether, openFlow } from "./customers.ts"
import { expect, rowOf, signInAs, test, visit } from "./visit.ts"

const pillOf = (page: Page) => page.getByRole("button", { name: /new sessions?$/ })
const rows = (page: Page) => page.getByRole("article")

/** Grace is in the flow, and 34 were before her. Answers how she goes on. */
async function recordBusy(acme: AcmeApp) {
  await acme.record("many")
  return openFlow(acme, { id: "cus_grace", email: "grace.hopper@navy.example" }, -60_000)
}

async function open(page: Page, acme: AcmeApp) {
  const grace = await recordBusy(acme)
  await visit(page, "empty")
  await expect(page.getByRole("button", { name: "Updating live" })).toBeVisible()
  await expect(rows(page)).toHaveCount(10)
  return { settle: () => grace.report({ canceled: true, surveyChoiceValue: "Too expensive" }) }
}

/** The server takes no more streams of this person. */
const refuseStreams = (page: Page) =>
  page.route(/sessions\/live/, (route) =>
    route.fulfill({
      status: 429,
      json: { error: { code: "too_many_streams", message: "Close another page first." } },
    }),
  )

/** How many streams the page holds open. */
function streamsOf(page: Page): () => number {
  const open = new Set<Request>()
  page.on("request", (request) => {
    if (/sessions\/live/.test(request.url())) open.add(request)
  })
  page.on("requestfinished", (request) => open.delete(request))
  page.on("requestfailed", (request) => open.delete(request))
  return () => open.size
}

test("new sessions wait behind a pill and move no row; it lets them in and leads to the newest", async ({
  page,
  acme,
}) => {
  await open(page, acme)
  const first = rows(page).first()
  const before = await first.boundingBox()
  await arrive(acme, 1)
  await expect(pillOf(page)).toHaveText("1 new session")
  await arrive(acme, 2, 2)
  await expect(pillOf(page)).toHaveText("3 new sessions")
  await expect(page.getByRole("status").filter({ has: pillOf(page) })).toBeAttached()
  await expect(first).toContainText("grace.hopper")
  expect(await first.boundingBox()).toEqual(before)
  await expect(page.getByText("38 sessions")).toBeVisible()

  await pillOf(page).focus()
  await page.keyboard.press("Enter")
  await expect(rows(page)).toHaveCount(13)
  await expect(rows(page).first()).toContainText("arrival3@example.com")
  await expect(rowOf(page, "arrival3@example.com")).toBeFocused()
  await expect(pillOf(page)).toHaveCount(0)
})

test("a session that settles changes before one's eyes, in its place, and a screen reader hears of it", async ({
  page,
  acme,
}) => {
  const { settle } = await open(page, acme)
  const row = rowOf(page, "grace.hopper")
  await expect(row).toHaveAccessibleName("grace.hopper@navy.example, In progress")
  await settle()
  await expect(row).toHaveAccessibleName("grace.hopper@navy.example, Cancelled")
  await expect(row.getByText("Too expensive")).toBeVisible()
  await expect(row).toHaveAttribute("data-lit", "true")
  await expect(page.getByText("grace.hopper@navy.example, Cancelled")).toBeAttached()
  await expect(row).toHaveAttribute("data-lit", "false")
  expect(await rows(page).count()).toBe(10)
})

test("a reader further down does not move, and finds the pill at the top of the window", async ({
  page,
  acme,
}) => {
  await open(page, acme)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(rows(page)).toHaveCount(20)
  const read = rowOf(page, "customer15@example.com")
  await read.scrollIntoViewIfNeeded()
  const before = await read.boundingBox()
  await arrive(acme, 2)
  await expect(pillOf(page)).toHaveText("2 new sessions")
  await expect(pillOf(page)).toBeInViewport()
  expect(await read.boundingBox()).toEqual(before)
  await pillOf(page).click()
  await expect(rowOf(page, "arrival2@example.com")).toBeInViewport()
  await expect(rows(page)).toHaveCount(22)
})

test("hundreds of new sessions begin a new list, and the old rows follow", async ({ page, acme }) => {
  const { settle } = await open(page, acme)
  await arriveTogether(acme, 120)
  await expect(pillOf(page)).toHaveText("100+ new sessions")
  await settle()
  await expect(rowOf(page, "grace.hopper")).toHaveAccessibleName("grace.hopper@navy.example, Cancelled")
  await pillOf(page).click()
  await expect(rows(page)).toHaveCount(100)
  const more = page.getByRole("button", { name: "Load More" })
  for (const count of [110, 120, 130]) {
    await more.click()
    await expect(rows(page)).toHaveCount(count)
  }
  await expect(rowOf(page, "grace.hopper")).toBeVisible()
})

test("a stream that breaks comes back by itself, and what was missed is there", async ({ page, acme }) => {
  await open(page, acme)
  let isAway = true
  await page.route(/sessions\/live/, (route) => (isAway ? route.abort() : route.continue()))
  acme.app.server.closeAllConnections()
  await expect(page.getByRole("button", { name: "Reconnecting" })).toBeVisible()
  await arrive(acme, 1)
  isAway = false
  await expect(page.getByRole("button", { name: "Updating live" })).toBeVisible()
  await expect(pillOf(page)).toHaveText("1 new session")
})

test("without a stream the list is read again every 15 seconds, and new sessions still wait", async ({
  page,
  acme,
}) => {
  await page.clock.install({ time: fixtureNow })
  await recordBusy(acme)
  await signInAs("ada", page.context())
  await refuseStreams(page)
  await page.goto("/")
  await expect(page.getByRole("button", { name: "Not updating live" })).toBeVisible()
  await expect(rows(page)).toHaveCount(10)
  await arrive(acme, 1)
  await page.clock.fastForward(15_500)
  await expect(pillOf(page)).toHaveText("1 new session")
  await expect(rows(page)).toHaveCount(10)
})

test("a page that is one too many says which, and follows when another one is closed", async ({
  page,
  acme,
}) => {
  await page.clock.install({ time: fixtureNow })
  await recordBusy(acme)
  await signInAs("ada", page.context())
  await refuseStreams(page)
  await page.goto("/")
  await page.getByRole("button", { name: "Not updating live" }).focus()
  await expect(page.getByRole("tooltip")).toContainText("You have ten pages open that follow sessions")
  await expect(page.getByRole("tooltip")).toContainText("Close one of them")
  await page.unrouteAll()
  await page.clock.fastForward(30_500)
  await expect(page.getByRole("button", { name: "Updating live" })).toBeVisible()
})

test("a page that nobody looks at holds no stream, and catches up when it is looked at again", async ({
  page,
  acme,
}) => {
  const streams = streamsOf(page)
  await open(page, acme)
  const look = (isHidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
      document.dispatchEvent(new Event("visibilitychange"))
    }, isHidden)
  expect(streams()).toBe(1)
  await look(true)
  await expect.poll(streams).toBe(0)
  await arrive(acme, 2)
  await look(false)
  await expect(pillOf(page)).toHaveText("2 new sessions")
  await expect.poll(streams).toBe(1)
})

test("a page that is left holds no stream", async ({ page, acme }) => {
  const streams = streamsOf(page)
  await open(page, acme)
  await page.getByRole("button", { name: /^Mode/ }).click()
  const asked = page.waitForRequest(/sessions\/live\?mode=test/)
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await asked
  await expect.poll(streams).toBe(1)
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })
    test("the pill stands in nobody's way", async ({ page, acme }) => {
      const { settle } = await open(page, acme)
      await arrive(acme, 3)
      await settle()
      await expect(pillOf(page)).toBeVisible()
      await expectInNobodysWay(page)
    })
  })
}
