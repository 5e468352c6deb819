import type { Page } from "@playwright/test"
import { arrive } from "./customers.ts"
import { expect, expectMatches, rowOf, test, visit } from "./visit.ts"

/** The upper edges of what stands in the toolbar. */
const edges = (page: Page) =>
  Promise.all(
    [/^Date range/, /^Filters/, /^View/, "Export Data"].map(async (name) => {
      const box = await page.getByRole("button", { name }).boundingBox()
      return box?.y
    }),
  )

test("the toolbar is one row on a laptop, also with a long name of a view and own dates", async ({
  page,
}) => {
  await visit(page, "full", "/?from=2025-11-24&to=2026-11-21&response=Too+expensive")
  await page.getByRole("button", { name: "Views" }).click()
  await page.getByRole("menuitem", { name: "Save this view…" }).click()
  await page.getByLabel("Name").fill("Annual trials, too expensive")
  await page.getByRole("button", { name: "Save view" }).click()
  await expect(page.getByRole("button", { name: "View: Annual trials, too expensive" })).toBeVisible()
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await expect(page.getByRole("button", { name: "View: Annual trials, too expensive Edited" })).toBeVisible()
  for (const width of [1024, 1152, 1280, 1366, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    const search = await page.getByRole("search").boundingBox()
    expect(await edges(page), `at ${width} px`).toEqual(Array(4).fill(search?.y))
    const end = await page.getByRole("button", { name: "Export Data" }).boundingBox()
    const right = await page.getByRole("region", { name: "Activity Stream" }).boundingBox()
    expect((end?.x ?? 0) + (end?.width ?? 0), `at ${width} px`).toBeLessThanOrEqual(
      (right?.x ?? 0) + (right?.width ?? 0),
    )
    expect(search?.width).toBeGreaterThanOrEqual(120)
  }
})

test("on a phone the toolbar is two rows", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 })
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  for (const width of [375, 390, 414]) {
    await page.setViewportSize({ width, height: 800 })
    const [first] = await edges(page)
    expect([width, await edges(page)]).toEqual([width, Array(4).fill(first)])
  }
})

test("where a search looks is asked once something is typed and there are filters, and covers no row", async ({
  page,
}) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  const within = page.getByRole("switch", { name: "Search within the current filters" })
  await page.keyboard.press("/")
  await page.keyboard.type("ada")
  await expect(within).toHaveCount(0)
  await page.goto("/?response=Too+expensive")
  const row = rowOf(page, "cheaper plan")
  await expect(row).toBeVisible()
  await page.keyboard.press("/")
  await expect(within).toHaveCount(0)
  await page.keyboard.type("ada")
  await expect(within).toBeVisible()
  const [panel, first] = [await within.locator("..").boundingBox(), await row.boundingBox()]
  expect((panel?.y ?? 0) + (panel?.height ?? 0)).toBeLessThan(first?.y ?? 0)
})

test("a plan has its id in one line and its price below, and Exclude takes the place of the count", async ({
  page,
}) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Filters/ }).click()
  const plan = page
    .getByRole("group", { name: "Plan ID" })
    .getByRole("listitem")
    .filter({ hasText: "$29.00 / month" })
    .first()
  const lines = plan.locator("bdi")
  await expect(lines).toHaveText([/^price_/, "$29.00 / month"])
  const [id, price] = [await lines.nth(0).boundingBox(), await lines.nth(1).boundingBox()]
  expect([id?.height, price?.height]).toEqual([20, 16])
  expect(price?.y).toBe((id?.y ?? 0) + 20)
  await plan.hover()
  const exclude = plan.getByRole("button", { name: /^Exclude/ })
  await expect(exclude).toHaveCSS("opacity", "1")
  await expect(plan.locator(".hf-figures")).toHaveCSS("opacity", "0")
})

test("the pill of new sessions lies below a notice", async ({ page, acme }) => {
  await visit(page, "many")
  await expect(page.getByRole("button", { name: "Updating live" })).toBeVisible()
  await page.route(/\/sessions\?/, (route) => route.fulfill({ status: 503 }))
  await page.getByRole("button", { name: "Load More" }).click()
  const notice = page.getByRole("alert")
  await expect(notice).toBeVisible()
  await page.unroute(/\/sessions\?/)
  await arrive(acme, 1)
  await expect(page.getByRole("button", { name: "1 new session" })).toBeVisible()
  const pill = await page.getByRole("button", { name: "1 new session" }).boundingBox()
  const edge = await notice.boundingBox()
  expect(pill?.y).toBeGreaterThan((edge?.y ?? 0) + (edge?.height ?? 0))
})
