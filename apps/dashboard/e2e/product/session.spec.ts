import { fixtureNow } from "../rows.ts"
import { owner } from "./people.ts"
import { breakDown, expect, goTo, signInAs, test, visit } from "./visit.ts"

const sessionAt = (number: number) => `/sessions/01990000-0000-7000-8000-${String(number).padStart(12, "0")}`

test("a session says how it ended, who it was, when, and why", async ({ page }) => {
  await visit(page, "told", sessionAt(2))
  await expect(page).toHaveTitle("Session of ada@example.com · Holdfast")
  const words = [
    "3 hours ago",
    "$29.00 / month",
    "The subscription was cancelled in the flow with the Cancel Now button on 23 November 2026 at 09:56. Cancelled although an offer was accepted (a pause of 2 months): a cancellation wins.",
    "It counts. One other session of this customer does not: only the most relevant session of 24 hours counts.",
    "Billing interval is YEAR",
    "here: MONTH",
    "teamSize is at least 3",
    "here: 5",
    "not recorded in this session",
    "industry",
    "Education",
    "15% off for 12 months (coupon WELCOME15)",
    "Shown in French, translated by your own override",
    "California",
    "A cheaper plan for students",
  ]
  await expect(page.getByText(/^Monday,? 23 November 2026 at 09:55:00 CET \(Europe\/Berlin\)$/)).toBeVisible()
  for (const word of words) await expect(page.getByText(word, { exact: true }).first()).toBeVisible()
  for (const [mark, rule] of [
    ["does not hold", "Billing interval"],
    ["holds", "teamSize"],
    ["not known", "Product"],
  ] as const) {
    const item = page.getByRole("listitem").filter({ hasText: rule })
    await expect(item.getByRole("img", { name: mark, exact: true })).toBeVisible()
  }
})

test("the timeline tells each step, its length, returns to it, and what became of the offers", async ({
  page,
}) => {
  await visit(page, "told", sessionAt(2))
  const timeline = page.getByRole("region", { name: "Timeline" })
  await expect(timeline.getByRole("listitem")).toHaveText(
    [
      "Survey Why do you want to cancel?09:55:00stayed 13 s7 choices",
      "Offer Would 20% off help?09:55:13stayed 9 s20% off for 3 months (coupon STAY20)declinedraised by the survey choice",
      "Survey Why do you want to cancel?09:55:22stayed 4 scame back to it7 choices",
      "Feedback What could we have done better?09:55:26stayed 1 min 1 s",
      "Confirmation Cancel your subscription09:56:27stayed 8 s",
      "Cancelled",
    ].map((text) => new RegExp(text.replace(/[?()]/g, "\\$&").replaceAll(" ", "\\s*"))),
  )
  await expect(timeline.getByText("A pause of up to 3 months")).toBeVisible()
  await expect(timeline.getByText("accepted: a pause of 2 months")).toBeVisible()
})

test("a session says which of its fields could not be read", async ({ page }) => {
  await visit(page, "told", sessionAt(2))
  const block = page.getByRole("region", { name: "Fields that could not be read" })
  await expect(block.getByRole("term")).toHaveText(["customer.trialEnd", "stepsViewed[3].duration"])
  await expect(block.getByRole("definition")).toHaveText([
    "is no time that can be read; ISO 8601 is best",
    "takes a number; as a text, only a whole one",
  ])
  await goTo(page, sessionAt(3))
  await expect(page.getByRole("heading", { name: "Why it is bounced" })).toBeVisible()
  await expect(block).toHaveCount(0)
})

test("a bounced session says which rule set it aside and leads to the winner", async ({ page }) => {
  await visit(page, "told", sessionAt(3))
  await expect(page.getByRole("heading", { name: "Why it is bounced" })).toBeVisible()
  await expect(
    page.getByText(
      "Bounced, so it is left out of every number. The same customer cancelled 5 min later, and only the most relevant session of 24 hours counts.",
    ),
  ).toBeVisible()
  const around = page.getByRole("list", { name: /^Sessions of this customer within 24 hours/ })
  await expect(around.getByRole("listitem")).toHaveCount(2)
  await expect(around.getByRole("listitem").first()).toContainText(
    "This session, bounced by the one at 09:55",
  )
  await around.getByRole("link", { name: "Cancelled" }).click()
  await expect(page).toHaveURL(`${sessionAt(2)}?workspace=acmecloud`)
  await expect(page.getByRole("heading", { name: "Why it counts" })).toBeVisible()
})

test("a session in progress waits, and settles before one's eyes", async ({ page, context, acme }) => {
  await acme.record("told")
  await signInAs("ada", context)
  await page.clock.install({ time: fixtureNow })
  await page.goto(sessionAt(1))
  await expect(
    page.getByText("It is in progress, so it is left out of every number until it ends"),
  ).toBeVisible()
  await expect(page.getByText("No step has been reported yet.")).toBeVisible()
  await acme.settle(1)
  await page.clock.fastForward(10_500)
  await expect(page.getByText("The customer closed the flow")).toBeVisible()
})

test("a session of which next to nothing is known has no empty shells", async ({ page }) => {
  await visit(page, "told", sessionAt(6))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of an unknown customer")
  const titles = await page.getByRole("heading", { level: 2 }).allInnerTexts()
  expect(titles).toEqual(["Why", "Timeline", "Circumstances", "IDs"])
  await expect(page.getByText("The client reported no steps for this session.")).toBeVisible()
  await expect(page.getByText("No customer id was sent")).toBeVisible()
})

test("every id can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visit(page, "told", sessionAt(2))
  await page.getByRole("button", { name: "Copy Subscription" }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("sub_1")
})

test("a session that is not of this workspace is explained, and so is a fault", async ({ page }) => {
  await visit(page, "told", sessionAt(99))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such session here")
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await breakDown(page, /\/api\/.*\/sessions\/[^/]+$/)
  await page.goto(sessionAt(2))
  await expect(page.getByRole("alert")).toContainText("Holdfast could not load the session")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
})

test("a link to a session survives signing in, and the choice of a workspace", async ({ page, acme }) => {
  await acme.record("told")
  await goTo(page, sessionAt(2))
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(`${sessionAt(2)}?workspace=acmecloud`)
  await acme.setRole("ada", "viewer", acme.place.northwind)
  await goTo(page, sessionAt(2))
  await expect(page).toHaveURL(`${sessionAt(2)}?workspace=acmecloud`)
  await page.getByRole("link", { name: "Annual teams" }).click()
  await expect(page).toHaveURL("/versions/bp_2?workspace=acmecloud")
})

test("everything on the page is reached with the keyboard", async ({ page }) => {
  await visit(page, "told", sessionAt(3))
  const winner = page.getByRole("link", { name: "Cancelled" })
  await page.getByRole("link", { name: "Activity Stream", exact: true }).focus()
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press("Tab")
    if (await winner.evaluate((link) => link === document.activeElement)) break
  }
  await expect(winner).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(`${sessionAt(2)}?workspace=acmecloud`)
})
