import type { Page } from "@playwright/test"
import { expect, expectMatches, rowOf, setCookie, test, visit } from "./visit.ts"

const button = (page: Page) => page.getByRole("button", { name: /^Filters/ })
const panel = (page: Page) => page.getByRole("dialog", { name: "Filters" })
const group = (page: Page, title: string) => panel(page).getByRole("group", { name: title, exact: true })
const value = (page: Page, name: string) => panel(page).getByRole("checkbox", { name, exact: true })
const exclude = (page: Page, name: string) =>
  panel(page).getByRole("button", { name: new RegExp(`^Excluded? ${name}$`) })

async function open(page: Page) {
  await button(page).click()
  await expect(panel(page).getByRole("checkbox").first()).toBeVisible()
}

/** Every value that is offered, with its count, group by group. */
async function offered(page: Page) {
  const groups = await panel(page).getByRole("group").all()
  return Promise.all(
    groups.map(async (each) => [
      await each.locator("legend").innerText(),
      ...(await each.getByRole("listitem").evaluateAll((items) =>
        items.map((item) => {
          const [name, count] = ["label", ".hf-figures"].map((part) => item.querySelector(part)?.textContent)
          return `${name?.trim()}: ${count}`
        }),
      )),
    ]),
  )
}

/** The filters as the API is asked for them. */
function asked(url: string) {
  const params = [...new URL(url).searchParams]
  return params.filter(([key]) => !["mode", "from", "to", "size"].includes(key)).map((pair) => pair.join("="))
}

test("All Sessions at first; only values that occur are offered, each with its count", async ({ page }) => {
  await visit(page, "many")
  await expect(button(page)).toHaveText("Filters: All Sessions")
  await open(page)
  expect(await offered(page)).toEqual([
    ["Offer Accepted", "Pause: 11 sessions", "No offer: 23 sessions"],
    ["Billing Interval", "Monthly: 34 sessions"],
    ["Subscription Age (Years)", "1 - 2 year(s): 34 sessions"],
    ["Segment", "Primary Flow: 34 sessions"],
    ["Plan ID", "price_2900_usd_1_month Starter monthly: 34 sessions"],
    [
      "Response",
      "Too expensive: 9 sessions",
      "Missing features: 9 sessions",
      "Not using it enough: 8 sessions",
      "No response: 8 sessions",
    ],
    ["Subscription Status", "Active Subscription: 34 sessions"],
    ["Session Outcome", "Abandoned: 11 sessions"],
  ])
})

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
  expect(await names("Billing Interval")).toEqual(["Weekly", "Monthly", "Annual", "Not known"])
  expect(await names("Subscription Age (Years)")).toEqual([
    "0 - 1 year(s)",
    "2 - 3 year(s)",
    "3 - 4 year(s)",
    "Not known",
  ])
  expect(await names("Segment")).toEqual(["Primary Flow", "Annual teams"])
  expect(await names("Subscription Status")).toEqual(["On Trial", "Active Subscription"])
})

test("Session Outcome is absent where no session was abandoned", async ({ page }) => {
  await visit(page, "wide")
  await open(page)
  await expect(group(page, "Response")).toBeVisible()
  await expect(group(page, "Session Outcome")).toHaveCount(0)
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
  await expect(page).toHaveURL("/?offer=pause,discount&billing=annual")
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
  await expect(page).toHaveURL("/?not-response=Too+expensive")
  await value(page, "Too expensive").check()
  await expectMatches(page, "1 session")
  await expect(exclude(page, "Too expensive")).toHaveAttribute("aria-pressed", "false")
  await expect(page).toHaveURL("/?response=Too+expensive")
  await value(page, "Too expensive").uncheck()
  await expectMatches(page, "14 sessions")
  await expect(page).toHaveURL("/")
})

test("counts are within the filter; what no longer occurs stays with 0 until the list is opened anew", async ({
  page,
}) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Annual").check()
  await value(page, "Pause").check()
  await expectMatches(page, "0 sessions")
  await expect(value(page, "Pause")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Support")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Discount")).toHaveAccessibleDescription("1 session")
  await page.keyboard.press("Escape")
  await expect(panel(page)).toHaveCount(0)
  await open(page)
  await expect(value(page, "Pause")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Discount")).toBeVisible()
  await expect(value(page, "Support")).toHaveCount(0)
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
  await expect(chips).toContainText("Plan: Pro annual")
  expect(await texts()).toEqual([
    "Offer: Discount",
    "Segment: Primary Flow",
    "Segment: Annual teams",
    "Plan: Pro annual",
    "Not Response: Too expensive",
    "Clear all",
  ])
  await page.getByRole("button", { name: "Remove Segment: Primary Flow" }).click()
  await expect(page).toHaveURL(
    "/?offer=discount&segment=seg_1&plan=price_49000_eur_1_year&not-response=Too+expensive",
  )
  await expect(page.getByRole("button", { name: "Remove Segment: Annual teams" })).toBeFocused()
  await page.getByRole("button", { name: "Remove Not Response: Too expensive" }).click()
  await expect(chips.getByRole("listitem")).toHaveCount(4)
  await expect(page.getByRole("button", { name: "Remove Plan: Pro annual" })).toBeFocused()
  await chips.getByRole("button", { name: "Clear all" }).click()
  await expect(page).toHaveURL("/")
  await expect(chips).toHaveCount(0)
  await expect(button(page)).toBeFocused()
  await expect(button(page)).toHaveText("Filters: All Sessions")
})

test("an address that is sent shows a colleague the same", async ({ page, browser }) => {
  await visit(page, "full")
  await open(page)
  await value(page, "price_49000_eur_1_year Pro annual").check()
  await value(page, "Missing features").check()
  await expectMatches(page, "1 session")
  const colleague = await (await browser.newContext()).newPage()
  await visit(colleague, "full", page.url())
  await expectMatches(colleague, "1 session")
  await expect(rowOf(colleague, "cus_Nf93kd")).toBeVisible()
  await expect(colleague.getByText("Plan: Pro annual")).toBeVisible()
  await expect(button(colleague)).toHaveText("Filters · 2 chosen")
  await colleague.context().close()
})

test("each change is one step of the back button", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Pause").check()
  await expect(page).toHaveURL("/?offer=pause")
  await exclude(page, "Monthly").click()
  await expect(page).toHaveURL("/?offer=pause&not-billing=monthly")
  await page.keyboard.press("Escape")
  await page.goBack()
  await expect(page).toHaveURL("/?offer=pause")
  await expectMatches(page, "1 session")
  await page.goBack()
  await expect(page).toHaveURL("/")
  await expectMatches(page, "14 sessions")
  await page.goForward()
  await expect(page.getByText("Offer: Pause")).toBeVisible()
})

test("values are counted when the list is opened, and the stream does not wait for them", async ({
  page,
}) => {
  await setCookie(page.context(), "facets", "wait")
  const counted: string[] = []
  page.on("request", (request) => request.url().includes("/facets") && counted.push(request.url()))
  await visit(page, "full", "/?offer=pause")
  await expect(rowOf(page, "customer5@example.com")).toBeVisible()
  expect(counted).toEqual([])
  await button(page).click()
  await expect(panel(page).getByText("Loading filters")).toBeAttached()
  await setCookie(page.context(), "facets", "answer")
  await page.keyboard.press("Escape")
  await expect(panel(page)).toHaveCount(0)
  await page.reload()
  await open(page)
  await expect(value(page, "Pause")).toBeChecked()
})

test("where counting fails, what is chosen can still be removed", async ({ page }) => {
  await setCookie(page.context(), "facets", "fail")
  await visit(page, "full", "/?response=Too+expensive&not-segment=seg_1")
  await button(page).click()
  await expect(panel(page).getByRole("alert")).toContainText(
    "Holdfast could not count the values: something went wrong on its side.",
  )
  await expect(panel(page).getByRole("checkbox")).toHaveCount(2)
  await value(page, "Too expensive").uncheck()
  await expect(page).toHaveURL("/?not-segment=seg_1")
  await expect(value(page, "Too expensive")).toBeFocused()
  await panel(page).getByRole("button", { name: "Clear all" }).click()
  await expect(page).toHaveURL("/")
})

test("where counting fails, another try works", async ({ page }) => {
  await setCookie(page.context(), "facets", "fail")
  await visit(page, "full")
  await button(page).click()
  await expect(panel(page).getByRole("alert")).toContainText("req-7f3a93")
  await setCookie(page.context(), "facets", "answer")
  await panel(page).getByRole("button", { name: "Try again" }).click()
  await expect(value(page, "Pause")).toBeVisible()
  await expect(panel(page).getByRole("alert")).toHaveCount(0)
})

test("a long group begins short and can be searched", async ({ page }) => {
  await visit(page, "wide")
  await open(page)
  const responses = group(page, "Response")
  await expect(responses.getByRole("checkbox")).toHaveCount(8)
  await responses.getByRole("searchbox", { name: "Find in Response" }).fill("SELF-HOST")
  await expect(responses.getByRole("checkbox")).toHaveCount(1)
  await value(page, "Moving to a self-hosted setup").check()
  await expectMatches(page, "1 session")
  await responses.getByRole("searchbox").fill("nothing like it")
  await expect(responses).toContainText("Nothing here is called “nothing like it”.")
  await expect(value(page, "Moving to a self-hosted setup")).toHaveCount(0)
  await responses.getByRole("searchbox").press("Escape")
  await expect(responses.getByRole("checkbox")).toHaveCount(9)
  await expect(value(page, "Moving to a self-hosted setup")).toBeChecked()
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
  await expect(page).toHaveURL("/")
  await expectMatches(page, "14 sessions")
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
})

test("rows stay in their places, dimmed, until the next answer is there", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article")).toHaveCount(10)
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/sessions\?.*offerType/, async (route) => {
    await held
    await route.continue()
  })
  await open(page)
  await value(page, "Pause").check()
  await expect(page.locator("[data-old=true]").getByRole("article")).toHaveCount(10)
  await expect(page.getByText("Loading sessions")).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Load More" })).toHaveAttribute("aria-disabled", "true")
  answer()
  await expect(page.getByRole("article")).toHaveCount(1)
  await expect(page.locator("[data-old=true]")).toHaveCount(0)
})

test("two choices in a hurry are both made", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Pause").evaluate((first: HTMLInputElement) => {
    first.click()
    const second = first.closest("li")?.nextElementSibling?.querySelector<HTMLInputElement>("[data-option]")
    second?.click()
  })
  await expect(page).toHaveURL("/?offer=pause,trial-extension")
  await expectMatches(page, "2 sessions")
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
  await page.getByRole("button", { name: "Understood" }).first().click()
  await expect(page).toHaveURL("/?offer=pause")
})

test("another workspace is seen without the filters and the search of this one", async ({ page }) => {
  await visit(page, "teams", "/?workspace=app_acme&range=30d&segment=seg_1&q=ada")
  await page.getByRole("button", { name: /Workspace/ }).click()
  await page.getByRole("menuitemradio", { name: "Northwind Traders" }).click()
  await expect(page).toHaveURL("/?workspace=app_north&range=30d")
})
