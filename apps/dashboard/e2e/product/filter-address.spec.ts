import { expect, expectMatches, rowOf, test, visit, visitAs } from "./visit.ts"
import { asked, button, exclude, open, value } from "./visit-filters.ts"

test("an address that is sent shows a colleague the same, whose own first workspace is another", async ({
  page,
  browser,
}) => {
  await visit(page, "full")
  await open(page)
  await value(page, "price_49000_eur_1_year €490.00 / year").check()
  await value(page, "Missing features").check()
  await expectMatches(page, "1 session")
  const colleague = await visitAs("grace", page, browser, page.url())
  await expectMatches(colleague, "1 session")
  await expect(rowOf(colleague, "cus_Nf93kd")).toBeVisible()
  await expect(colleague.getByText("Plan: price_49000_eur_1_year (€490.00 / year)")).toBeVisible()
  await expect(button(colleague)).toHaveText("Filters · 2 chosen")
  await colleague.context().close()
})

test("each change is one step of the back button", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Pause").check()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause")
  await exclude(page, "Monthly").click()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause&not-billing=monthly")
  await page.keyboard.press("Escape")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause")
  await expectMatches(page, "1 session")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expectMatches(page, "14 sessions")
  await page.goForward()
  await expect(page.getByText("Offer: Pause")).toBeVisible()
})

test("values with commas, signs and scripts of any kind survive the address", async ({ page }) => {
  const texts = ["No, thanks ~ 100% & more", "none", "עברית 👩‍👩‍👧", "a+b=c#d?e"]
  const request = page.waitForRequest(/\/sessions\?/)
  await visit(
    page,
    "full",
    `/?response=${encodeURIComponent("No~, thanks ~~ 100% & more,~none,עברית 👩‍👩‍👧,a+b=c#d?e")}`,
  )
  expect(asked((await request).url())).toEqual(texts.map((text) => `response=${text}`).sort())
  await expect(page.getByText("Response: No, thanks ~ 100% & more")).toBeVisible()
})

test("parts of an address that cannot be read are named, and the rest applies", async ({ page }) => {
  await visit(page, "full", "/?offer=pause,banana&age=old&colour=red")
  await expect(
    page.getByText("The address asks for something under Offer Accepted that cannot"),
  ).toBeVisible()
  await expect(page.getByText("under Subscription Age (Years) that cannot be read")).toBeVisible()
  await expect(page.getByText("The address contains “colour”, which means nothing here.")).toBeVisible()
  await expectMatches(page, "1 session")
  await page.getByRole("button", { name: "OK", exact: true }).first().click()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause")
})

test("another workspace is seen without the filters and the search of this one", async ({ page, acme }) => {
  await acme.setRole("ada", "viewer", acme.place.northwind)
  await visit(page, "full", "/?workspace=acmecloud&range=30d&segment=seg_1&q=ada")
  await page.getByRole("button", { name: /Workspace/ }).click()
  await page.getByRole("menuitemradio", { name: "Northwind Traders" }).click()
  await expect(page).toHaveURL("/?workspace=northwind&range=30d")
})
