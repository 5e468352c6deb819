import { expect, rowOf, test, visit } from "./visit.ts"

function askedFor(url: string) {
  const params = new URL(url).searchParams
  return { mode: params.get("mode"), from: params.get("from"), to: params.get("to") }
}

for (const { timezoneId, from, to } of [
  { timezoneId: "America/New_York", from: "2026-10-31T04:00:00.000Z", to: "2026-11-02T05:00:00.000Z" },
  { timezoneId: "Asia/Tokyo", from: "2026-10-30T15:00:00.000Z", to: "2026-11-01T15:00:00.000Z" },
]) {
  test.describe(`a viewer in ${timezoneId}`, () => {
    test.use({ timezoneId })
    test("days begin and end at the viewer's midnight", async ({ page }) => {
      const asked = page.waitForRequest(/\/sessions\?/)
      await visit(page, "many", "/?from=2026-10-31&to=2026-11-01")
      expect(askedFor((await asked).url())).toEqual({ mode: "live", from, to })
    })
  })
}

test("mode and range live in the address, and back undoes them", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Sandbox" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=sandbox")
  await expect(page.getByText("You see sandbox sessions.")).toBeVisible()
  await page.getByRole("button", { name: /^Date range/ }).click()
  await page.getByRole("button", { name: "Last 7 days" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=sandbox&range=7d")
  await page.reload()
  await expect(page.getByRole("button", { name: "Date range: Last 7 days 17 Nov – 23 Nov" })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=sandbox")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(rowOf(page, "grace.hopper")).toBeVisible()
})

for (const { label, range, from } of [
  { label: "Last 30 days", range: "30d", from: "2026-10-24T22:00:00.000Z" },
  { label: "Last 6 months", range: "6m", from: "2026-05-23T22:00:00.000Z" },
  { label: "Last Year", range: "1y", from: "2025-11-23T23:00:00.000Z" },
]) {
  test(`${label} end today and begin at midnight`, async ({ page }) => {
    await visit(page, "full")
    // the first view has been asked for
    await expect(page.getByRole("article").first()).toBeVisible()
    await page.getByRole("button", { name: /^Date range/ }).click()
    const asked = page.waitForRequest(/\/sessions\?/)
    await page.getByRole("button", { name: label }).click()
    expect(askedFor((await asked).url())).toEqual({ mode: "live", from, to: "2026-11-23T23:00:00.000Z" })
    await expect(page).toHaveURL(`/?workspace=acmecloud&range=${range}`)
    await expect(page.getByRole("button", { name: `Date range: ${label}` })).toBeFocused()
  })
}

for (const { what, address } of [
  { what: "upside down", address: "/?from=2026-03-31&to=2026-03-01" },
  { what: "to the end of the calendar", address: "/?from=2000-01-01&to=9999-12-31" },
]) {
  test(`dates ${what} are not asked for, and the page says so`, async ({ page }) => {
    const asked = page.waitForRequest(/\/sessions\?/)
    await visit(page, "full", address)
    expect(askedFor((await asked).url()).from).toBe("2026-08-25T22:00:00.000Z")
    await expect(
      page.getByText("The address asks for dates that cannot be read, so you see the last 90 days."),
    ).toBeVisible()
    await expect(rowOf(page, "grace.hopper")).toBeVisible()
  })
}

test("days of one's own are chosen in the calendar by keyboard", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Date range/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("button", { name: "Last 90 days", exact: true })).toBeFocused()
  await page.getByRole("button", { name: "2 November 2026", exact: true }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByText("Now choose the last day.")).toBeVisible()
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud&from=2026-11-02&to=2026-11-03")
  await expect(page.getByRole("button", { name: "Date range: 2 Nov – 3 Nov" })).toBeFocused()
})

test("a quick range is picked by keyboard", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Date range/ }).press("Enter")
  await expect(page.getByRole("button", { name: "Last 90 days", exact: true })).toBeFocused()
  await page.keyboard.press("Shift+Tab")
  await expect(page.getByRole("button", { name: "Last 30 days", exact: true })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud&range=30d")
  await expect(page.getByRole("button", { name: /^Date range: Last 30 days/ })).toBeFocused()
})

test("an address that cannot be read falls back and says so", async ({ page }) => {
  const asked = page.waitForRequest(/\/sessions\?/)
  await visit(page, "full", "/?mode=banana&from=2026-02-30&to=x")
  expect(askedFor((await asked).url())).toEqual({
    mode: "live",
    from: "2026-08-25T22:00:00.000Z",
    to: "2026-11-23T23:00:00.000Z",
  })
  await expect(page.getByText("a mode that does not exist, so you see live sessions")).toBeVisible()
  await expect(page.getByText("dates that cannot be read, so you see the last 90 days")).toBeVisible()
  await page.getByRole("button", { name: "OK", exact: true }).first().click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
})

test("a person with several workspaces switches between them, and the address says which", async ({
  page,
  acme,
}) => {
  await acme.setRole("ada", "viewer", acme.place.northwind)
  await visit(page, "full")
  await expect(page).toHaveURL("/?workspace=acmecloud")
  const asked = page.waitForRequest(/northwind\/sessions\?/)
  await page.getByRole("button", { name: /Workspace/ }).click()
  await page.getByRole("menuitemradio", { name: "Northwind Traders" }).click()
  await asked
  await expect(page).toHaveURL("/?workspace=northwind")
})

test("the theme is remembered", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Theme/ }).click()
  await page.getByRole("menuitemradio", { name: "Dark" }).click()
  await page.reload()
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark")
})

test("an address that leads nowhere says so and offers a way on", async ({ page }) => {
  await visit(page, "full", "/nowhere/at/all")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no page at this address")
  await page.getByRole("link", { name: "Go to Cancellation Analytics" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
})

test("the chosen colours are there before the first paint", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Theme/ }).click()
  await page.getByRole("menuitemradio", { name: "Dark" }).click()
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark")
  await page.route(/assets\/.*\.js/, (route) => route.abort())
  await page.reload()
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark")
})
