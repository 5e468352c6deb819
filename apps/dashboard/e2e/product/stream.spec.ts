import { breakDown, expect, hold, rowOf, test, visit } from "./visit.ts"

const rows = "role=article"

test("ten rows, and ten more for each Load More, until the end", async ({ page }) => {
  await visit(page, "many")
  await expect(page.getByText("34 sessions")).toBeVisible()
  const more = page.getByRole("button", { name: "Load More" })
  const statuses = page.getByRole("status")
  for (const { count, says } of [
    { count: 10, says: "10 more sessions, 20 so far" },
    { count: 20, says: "10 more sessions, 30 so far" },
    { count: 30, says: "4 more sessions, 34 so far" },
  ]) {
    await expect(page.locator(rows)).toHaveCount(count)
    await more.click()
    await expect(statuses.filter({ hasText: says })).toBeAttached()
  }
  await expect(page.locator(rows)).toHaveCount(34)
  await expect(more).toHaveCount(0)
  await expect(page.getByText("That is every session of these days.")).toBeVisible()
  await expect(rowOf(page, "customer31@example.com")).toBeFocused()
})

test("an empty stream says what will appear and how", async ({ page }) => {
  await visit(page, "empty")
  await expect(page.getByText("0 sessions")).toBeVisible()
  await expect(
    page.getByText("A row appears here as soon as a customer opens your cancel flow"),
  ).toBeVisible()
  const code = page.getByRole("code")
  await expect(code.filter({ hasText: "/js/app.js?appId=acmecloud" })).toContainText("window.holdfast ??=")
  await expect(code.filter({ hasText: 'holdfast.init("show"' })).toContainText("handleCancel")
  const guide = page.getByRole("link", { name: "the guide to embedding" })
  await expect(guide).toHaveAttribute("href", "/docs/embedding")
  await expect(code.filter({ hasText: "createHmac" })).toContainText("flowKey")
  for (const [name, address] of [
    ["Flows", "/flows?workspace=acmecloud"],
    ["Keys", "/keys?workspace=acmecloud"],
  ] as const) {
    await expect(page.getByRole("main").getByRole("link", { name })).toHaveAttribute("href", address)
  }
  await page.getByRole("button", { name: "Show the last year" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&range=1y")
})

test("a fault says what happened, what is safe, and the id to quote; another try works", async ({ page }) => {
  await breakDown(page, /\/sessions\?/)
  await visit(page, "full")
  const alert = page.getByRole("alert")
  await expect(alert).toContainText("Holdfast could not load the sessions: something went wrong on its side.")
  await expect(alert).toContainText("Sessions it has recorded are safe.")
  await expect(alert).toContainText("req-7f3a91")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.locator(rows)).toHaveCount(10)
  await expect(alert).toHaveCount(0)
})

test("a fault while loading more keeps the rows that are there", async ({ page }) => {
  await breakDown(page, /\/sessions\?.*before=/)
  await visit(page, "many")
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
  await expect(page.getByRole("alert")).toContainText("could not load more sessions")
  await expect(page.locator(rows)).toHaveCount(10)
})

test("rows are expected in the shape they will have", async ({ page }) => {
  await hold(page, /\/sessions\?/)
  await visit(page, "many")
  await expect(page.getByText("Loading sessions")).toBeAttached()
  const place = await page.locator("[aria-busy=true] [aria-hidden] > div").first().boundingBox()
  await page.unrouteAll()
  await page.reload()
  const row = await page.locator("[role=feed] > div").first().boundingBox()
  expect(row).toEqual(place)
})

test("a person without a workspace is told whom to ask", async ({ page, acme }) => {
  await acme.setRole("ada", null)
  await visit(page, "empty")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are in no workspace yet")
})
