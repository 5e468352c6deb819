import type { Page } from "@playwright/test"
import { addAuditEntries } from "./acme.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

const entries = (page: Page) =>
  page.getByRole("list", { name: "Entries, newest first" }).getByRole("listitem")

test("an entry says when, who, what, to what and from where", async ({ page }) => {
  await visit(page, "full", "/audit-log")
  await expect(entries(page)).toHaveText([
    /^just nowowner@example\.comchanged a rolegrace@example\.com ?viewer → admin192\.0\.2\.7$/,
    /^1 hour agograce@example\.comviewed a customercus_adaMode: +live2001:db8::7$/,
    /^2 hours agoholdfast workspaceCommand linechanged settingsCustomer profiles: +yes → noThe server itself$/,
  ])
  await expect(entries(page).getByRole("link", { name: "grace@example.com" })).toHaveAttribute(
    "href",
    "/people?workspace=acmecloud",
  )
  await page.getByRole("link", { name: "cus_ada" }).click()
  await expect(page).toHaveURL("/customers/cus_ada?workspace=acmecloud")
})

test("who, what, days and a search narrow it, and the address says so", async ({ page, acme }) => {
  await visit(page, "full", "/audit-log")
  await page.getByRole("combobox", { name: "Who" }).selectOption("grace@example.com")
  await expect(page).toHaveURL(`/audit-log?workspace=acmecloud&who=${acme.place.grace}`)
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole("combobox", { name: "Who" }).selectOption("The server itself")
  await expect(entries(page)).toHaveText([/changed settings/])
  await page.getByRole("combobox", { name: "Who" }).selectOption("Everybody")

  await page.getByRole("button", { name: "Every action" }).click()
  await page.getByRole("checkbox", { name: "Role changed" }).check()
  await page.getByRole("checkbox", { name: "Settings changed" }).check()
  await page.keyboard.press("Escape")
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud&what=role.changed,settings.changed")
  await expect(entries(page)).toHaveCount(2)
  await expect(page.getByRole("button", { name: "Actions · 2" })).toBeFocused()

  const search = page.getByRole("searchbox")
  await search.fill("GRACE")
  await expect(entries(page)).toHaveCount(2)
  await search.press("Enter")
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud&what=role.changed,settings.changed&q=GRACE")
  await expect(entries(page)).toHaveCount(1)

  await page.reload()
  await expect(search).toHaveValue("GRACE")
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole("button", { name: "Clear search" }).click()
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud&what=role.changed,settings.changed")

  await page.getByRole("button", { name: /^Date range/ }).click()
  await page.getByRole("button", { name: "Last 7 days" }).click()
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud&range=7d&what=role.changed,settings.changed")
})

test("the export takes what the screen shows", async ({ page, acme }) => {
  await visit(
    page,
    "full",
    `/audit-log?from=2026-11-01&to=2026-11-23&who=${acme.place.grace}&what=role.changed,mail.read&q=a%26b`,
  )
  const asked = page.waitForRequest((request) => request.method() === "POST")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export as CSV" }).click(),
  ])
  const { pathname, search } = new URL((await asked).url())
  expect(pathname + search).toBe(
    `/api/workspaces/acmecloud/audit/export?from=2026-10-31T23%3A00%3A00.000Z&to=2026-11-23T23%3A00%3A00.000Z&actor=${acme.place.grace}&action=role.changed&action=mail.read&search=a%26b`,
  )
  expect(download.suggestedFilename()).toMatch(/audit.*\.csv$/)
})

test("an export that does not work says so", async ({ page }) => {
  await visit(page, "full", "/audit-log")
  await breakDown(page, /\/audit\/export/)
  await page.getByRole("button", { name: "Export as CSV" }).click()
  await expect(page.getByRole("alert")).toContainText("could not export the audit log")
})

test("more is loaded until there is no more", async ({ page, acme }) => {
  await addAuditEntries(acme, acme.place, 110)
  await visit(page, "many", "/audit-log")
  await expect(entries(page)).toHaveCount(50)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(entries(page)).toHaveCount(100)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(entries(page)).toHaveCount(113)
  await expect(page.getByText("That is everything of these days.")).toBeVisible()
})

test("nothing that matches, and the way out of it", async ({ page }) => {
  await visit(page, "full", "/audit-log?q=nobody&who=gone&what=mail.read")
  await expect(page.getByRole("combobox", { name: "Who" })).toHaveValue("gone")
  await page.getByRole("button", { name: "Clear search and filters" }).click()
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud")
  await expect(entries(page)).toHaveCount(3)
})

test("an address that cannot be read whole says so, and a fault says what to do", async ({ page }) => {
  await visit(page, "full", "/audit-log?what=key.eaten&range=always")
  await page.getByRole("button", { name: "OK", exact: true }).click()
  await expect(page).toHaveURL("/audit-log?workspace=acmecloud")
  await breakDown(page, /\/audit\?/)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
})

test("a customer's page is read once for each look, however often the window is left", async ({ page }) => {
  const reads: string[] = []
  page.on("request", (request) => {
    if (request.url().includes("/customers/cus_ada")) reads.push(request.resourceType())
  })
  await visit(page, "full", "/customers/cus_ada")
  await expect(page.getByText("Plan and price")).toBeVisible()
  await page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
    window.dispatchEvent(new Event("focus"))
  })
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page.getByRole("article").first()).toBeVisible()
  expect(reads.filter((type) => type === "fetch")).toEqual(["fetch"])
})
