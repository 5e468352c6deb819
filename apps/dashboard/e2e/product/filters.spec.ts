import { expect, expectMatches, rowOf, test, visit } from "./visit.ts"
import { asked, button, exclude, group, open, value } from "./visit-filters.ts"

test("every offer, interval, status and segment goes by its name", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  const names = async (title: string) =>
    (await group(page, title).getByRole("listitem").locator("label").allInnerTexts()).map((name) =>
      name.trim(),
    )
  expect(await names("Offer Accepted")).toEqual([
    "Support",
    "Discount",
    "Pause",
    "Trial Extension",
    "Switch Plan",
    "Redirect URL",
    "Rebate",
    "Custom",
    "No offer",
  ])
  expect(await names("Billing Interval")).toEqual(["Weekly", "Monthly", "Annual"])
  expect(await names("Subscription Age (Years)")).toEqual(["0 - 1 year(s)", "2 - 3 year(s)", "3 - 4 year(s)"])
  expect(await names("Segment")).toEqual(["Primary Flow", "Annual teams"])
  expect(await names("Subscription Status")).toEqual(["On Trial", "Active Subscription"])
})

test("choices within a group widen, groups narrow, and each applies at once", async ({ page }) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  await open(page)
  await value(page, "Pause").check()
  await expectMatches(page, "1 session")
  await expect(rowOf(page, "customer5@example.com")).toBeVisible()
  await value(page, "Discount").check()
  await expectMatches(page, "2 sessions")
  const request = page.waitForRequest(/\/sessions\?.*billingInterval/)
  await value(page, "Annual").check()
  expect(asked((await request).url()).sort()).toEqual([
    "billingInterval=YEAR",
    "offerType=DISCOUNT",
    "offerType=PAUSE",
  ])
  await expectMatches(page, "1 session")
  await expect(rowOf(page, "cus_Nf93kd")).toBeVisible()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause,discount&billing=annual")
  await expect(button(page)).toHaveText("Filters · 3 chosen")
})

test("a value is excluded, then included, then left open again", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  const request = page.waitForRequest(/\/sessions\?.*-response/)
  await value(page, "Too expensive").hover()
  await exclude(page, "Too expensive").click()
  expect(asked((await request).url())).toEqual(["-response=Too expensive"])
  await expectMatches(page, "13 sessions")
  await expect(value(page, "Too expensive")).not.toBeChecked()
  await expect(exclude(page, "Too expensive")).toHaveText("Excluded")
  await expect(exclude(page, "Too expensive")).toHaveAttribute("aria-pressed", "true")
  await expect(page).toHaveURL("/?workspace=acmecloud&not-response=Too+expensive")
  await value(page, "Too expensive").check()
  await expectMatches(page, "1 session")
  await expect(exclude(page, "Too expensive")).toHaveAttribute("aria-pressed", "false")
  await expect(page).toHaveURL("/?workspace=acmecloud&response=Too+expensive")
  await value(page, "Too expensive").uncheck()
  await expectMatches(page, "14 sessions")
  await expect(page).toHaveURL("/?workspace=acmecloud")
})

test("every filter chosen is a chip that can be removed, and Clear all removes them all", async ({
  page,
}) => {
  await visit(
    page,
    "full",
    "/?offer=discount&plan=price_49000_eur_1_year&segment=primary,seg_1&not-response=Too+expensive",
  )
  const chips = page.getByRole("list", { name: "Filters" })
  const texts = () => chips.getByRole("listitem").allInnerTexts()
  await expect(chips).toContainText("Plan: price_49000_eur_1_year (€490.00 / year)")
  expect(await texts()).toEqual([
    "Offer: Discount",
    "Segment: Primary Flow",
    "Segment: Annual teams",
    "Plan: price_49000_eur_1_year (€490.00 / year)",
    "Not Response: Too expensive",
    "Clear all",
  ])
  await page.getByRole("button", { name: "Remove Segment: Primary Flow" }).click()
  await expect(page).toHaveURL(
    "/?workspace=acmecloud&offer=discount&segment=seg_1&plan=price_49000_eur_1_year&not-response=Too+expensive",
  )
  await expect(page.getByRole("button", { name: "Remove Segment: Annual teams" })).toBeFocused()
  await page.getByRole("button", { name: "Remove Not Response: Too expensive" }).click()
  await expect(chips.getByRole("listitem")).toHaveCount(4)
  await expect(
    page.getByRole("button", { name: "Remove Plan: price_49000_eur_1_year (€490.00 / year)" }),
  ).toBeFocused()
  await chips.getByRole("button", { name: "Clear all" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(chips).toHaveCount(0)
  await expect(button(page)).toBeFocused()
  await expect(button(page)).toHaveText("Filters: All Sessions")
})

test("a long group begins short and can be searched", async ({ page }) => {
  await visit(page, "wide")
  await open(page)
  const responses = group(page, "Response")
  await expect(responses.getByRole("checkbox")).toHaveCount(8)
  await responses.getByRole("searchbox", { name: "Find in Response" }).fill("SELF-HOST")
  await expect(responses.getByRole("checkbox")).toHaveCount(1)
  await value(page, "Switching to a self-hosted setup").check()
  await expectMatches(page, "1 session")
  await responses.getByRole("searchbox").fill("nothing like it")
  await expect(responses).toContainText("Nothing here is called “nothing like it”.")
  await expect(value(page, "Switching to a self-hosted setup")).toHaveCount(0)
  await responses.getByRole("searchbox").press("Escape")
  await expect(responses.getByRole("checkbox")).toHaveCount(9)
  await expect(value(page, "Switching to a self-hosted setup")).toBeChecked()
  await responses.getByRole("button", { name: "Show all 24" }).click()
  await expect(responses.getByRole("checkbox")).toHaveCount(24)
  await expect(responses.getByRole("checkbox").nth(8)).toBeFocused()
})

test("filters that no session matches say so, and Clear all leads back", async ({ page }) => {
  await visit(page, "full", "/?offer=pause&billing=annual")
  await expect(page.getByRole("heading", { name: "No session matches these filters" })).toBeVisible()
  await expect(page.getByText("Looked at live sessions, 26 Aug – 23 Nov.")).toBeVisible()
  await page.getByRole("article").first().waitFor({ state: "detached" })
  await page.getByRole("button", { name: "Clear all" }).last().click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expectMatches(page, "14 sessions")
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
})

test("two plans of one price are told apart by their ids", async ({ page }) => {
  await visit(page, "full", "/?plan=price_2900_usd_1_month,price_4900_usd_1_month")
  const remove = (plan: string) => page.getByRole("button", { name: `Remove Plan: ${plan}`, exact: true })
  await expect(remove("price_2900_usd_1_month ($29.00 / month)")).toBeVisible()
  await expect(remove("price_4900_usd_1_month ($49.00 / month)")).toBeVisible()
})

test("a segment and a plan without a session in these days go by their names all the same", async ({
  page,
}) => {
  await visit(page, "full", "/?from=2026-11-23&to=2026-11-23&segment=seg_1&not-plan=price_49000_eur_1_year")
  const chips = page.getByRole("list", { name: "Filters" }).getByRole("listitem")
  await expect(chips).toHaveText([
    "Segment: Annual teams",
    "Not Plan: price_49000_eur_1_year (€490.00 / year)",
    "Clear all",
  ])
  await open(page)
  await expect(value(page, "Annual teams")).toHaveAccessibleDescription("0 sessions")
})

test("whoever took an offer and cancelled all the same is found by that offer", async ({ page }) => {
  await visit(page, "full", "/?offer=support&range=1y")
  await expectMatches(page, "2 sessions")
  await expect(page.locator("[data-outcome]")).toHaveText(["Contacted Support", "Cancelled"])
})
