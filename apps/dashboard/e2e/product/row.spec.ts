import { expect, rowOf, test, visit } from "./visit.ts"

test("a row says who, how it ended, why, and in which circumstances", async ({ page }) => {
  await visit(page, "full")
  const row = rowOf(page, "What would have made it worth it?")
  await expect(row).toContainText("ada@example.com")
  const words = [
    "Primary Flow",
    "FR",
    "Override Present",
    "Cancelled",
    "3 hours ago",
    "$29.00 / month",
    "On Trial",
    "California",
    "Single-Click Compliance",
    "Too expensive",
    "subscribed 2 yr 3 mo",
    "A cheaper plan for students",
    "Feedback:",
    "I like it, I just cannot afford it this year.",
  ]
  for (const word of words) await expect(row.getByText(word, { exact: true })).toBeVisible()
  await expect(row.getByRole("link", { name: "Watch the recording" })).toHaveAttribute(
    "href",
    "https://recordings.example/ada",
  )
})

test("a customer who told nothing has no empty shells", async ({ page }) => {
  await visit(page, "full", "/?range=1y")
  await page.getByRole("button", { name: "Load More" }).click()
  const row = rowOf(page, "Unknown customer")
  await expect(row).toHaveText(/^Unknown customer\s*Primary Flow\s*Abandoned\s*25 Oct$/)
})

test("every outcome has its own word", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(page.getByRole("article")).toHaveCount(14)
  const words = await page.locator("[data-outcome]").allInnerTexts()
  expect(words).toEqual([
    "In progress",
    "Cancelled",
    "Abandoned",
    "Discount",
    "Paused",
    "Plan Change",
    "Extended Trial",
    "Contacted Support",
    "Redirected",
    "Rebate",
    "Concierge onboarding",
    "Abandoned",
    "Cancelled",
    "Abandoned",
  ])
})

for (const { word, customer, says } of [
  {
    word: "3 hours ago",
    customer: "What would have made it worth it?",
    says: /^Monday,? 23 November 2026 at 09:55:00 CET \(Europe\/Berlin\)$/,
  },
  { word: "FR", customer: "cheaper plan", says: /^Shown in French, translated by your own override$/ },
  {
    word: "Override Present",
    customer: "cheaper plan",
    says: /^Your own code ran: handleCancel, handleDiscount$/,
  },
  {
    word: "Asked, not confirmed",
    customer: "Need more time",
    says: /^The customer decided so, and neither the page nor the billing has answered yet\. It counts\.$/,
  },
  { word: "subscribed 2 yr 3 mo", customer: "cheaper plan", says: /^Subscribed since 12 August 2024$/ },
  { word: "EN", customer: "cus_Nf93kd", says: /no translation into Brazilian Portuguese was available$/ },
  { word: "JA", customer: "Taking a break", says: /^Shown in Japanese, translated automatically$/ },
  { word: "EN", customer: "The reports", says: /^Shown in English, the flow's own language$/ },
  { word: "I only use", customer: "The reports", says: /would rather pay for just that$/ },
  {
    word: "Unverified",
    customer: "Taking a break",
    says: /^Sent without a proof of the customer \(analytics mode\)$/,
  },
  { word: "No recording", customer: "The reports", says: /^No recording was made of this session$/ },
  {
    word: "turned recording off",
    customer: "Switching to another product",
    says: /^The page turned recording off for this session$/,
  },
]) {
  test(`"${word}" in the row of ${customer} says more on hover and on keyboard focus`, async ({ page }) => {
    await visit(page, "full")
    const word_ = rowOf(page, customer).getByRole("button", { name: word })
    await word_.hover()
    await expect(page.getByRole("tooltip")).toHaveText(says)
    await page.mouse.move(0, 0)
    await expect(page.getByRole("tooltip")).toHaveCount(0)
    await page.keyboard.press("Tab")
    await word_.focus()
    await expect(page.getByRole("tooltip")).toHaveText(says)
    await page.keyboard.press("Escape")
    await expect(page.getByRole("tooltip")).toHaveCount(0)
  })
}

test("where the browser lets nothing be copied, the button says what to do", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined })
    document.execCommand = () => false
  })
  await visit(page, "full")
  const copy = rowOf(page, "cheaper plan").getByRole("button", { name: "Copy email" })
  await copy.click()
  const words = "The browser did not allow it. Select the text and copy it by hand."
  await expect(page.getByRole("status").getByText(words)).toHaveCount(1)
  await expect(page.getByRole("tooltip")).toHaveText(words)
  await expect(copy).toBeFocused()
})

test("the one-click way out says its region and by which rule it was offered", async ({ page }) => {
  await visit(page, "full")
  const row = rowOf(page, "customer8@")
  await expect(row.getByText("United States", { exact: true })).toBeVisible()
  await expect(row.getByText("Maximal US Compliance", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(rowOf(page, "customer13@").getByText("Single-Click Compliance", { exact: true })).toBeVisible()
})

test("the bounce arrow names the session that replaced this one and leads to it", async ({ page }) => {
  await visit(page, "full")
  const arrow = page.getByRole("link", { name: /^Bounced/ })
  await arrow.focus()
  await page.keyboard.press("Shift+Tab")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("tooltip").filter({ hasText: "Cancelled, Monday" })).toBeVisible()
  await page.keyboard.press("Enter")
  await expect(rowOf(page, "cheaper plan")).toBeFocused()
})

test("where the list does not have the session that replaced this one, the arrow leads to its page", async ({
  page,
}) => {
  await visit(page, "full", "/?outcome=abandoned")
  const arrow = page.getByRole("link", { name: /^Bounced/ })
  await arrow.hover()
  await expect(page.getByRole("tooltip")).toContainText(
    "Replaced by a session of the same customer: Cancelled",
  )
  await arrow.click()
  await expect(page).toHaveURL("/sessions/01990000-0000-7000-8000-000000000002?workspace=acmecloud")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
})

test("the outcome leads to the session's page, and back to the same list", async ({ page }) => {
  await visit(page, "full", "/?range=1y")
  await rowOf(page, "cheaper plan").getByRole("link", { name: "Cancelled" }).click()
  await expect(page).toHaveURL("/sessions/01990000-0000-7000-8000-000000000002?workspace=acmecloud")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud&range=1y")
  await expect(rowOf(page, "cheaper plan")).toBeVisible()
})

test("Enter on a row that has the focus opens its session, and on a control in it does not", async ({
  page,
}) => {
  await visit(page, "full")
  await rowOf(page, "cheaper plan").getByRole("button", { name: "Copy email" }).press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await rowOf(page, "cheaper plan").focus()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL("/sessions/01990000-0000-7000-8000-000000000002?workspace=acmecloud")
})

test("the flow badge leads to the version that this customer saw, and is a word where none is known", async ({
  page,
}) => {
  await visit(page, "full")
  await expect(rowOf(page, "grace.hopper").getByRole("link", { name: "Primary Flow" })).toHaveCount(0)
  await rowOf(page, "cus_Nf93kd").getByRole("link", { name: "Annual teams" }).click()
  await expect(page).toHaveURL("/versions/bp_1?workspace=acmecloud")
})
