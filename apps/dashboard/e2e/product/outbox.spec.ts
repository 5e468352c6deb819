import { addSentMail } from "./acme.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

test("every mail says what it is, to whom, and how it stands", async ({ page }) => {
  await visit(page, "full", "/outbox")
  const mails = page.getByRole("list", { name: "Mail, newest first" }).getByRole("listitem")
  await expect(mails).toHaveText([
    /^Join Acme Cloud on Holdfastgrace@example.comInvitation5 minutes ago.*ECONNREFUSEDWaitingtried 3 timesnext try in 4 minutesReadSend again now$/,
    /^Choose a new password.*Only its recipient may read it.*holdfast mail.*Waiting.*Send again now$/,
    /^Your export could not be finished.*no such userNot senttried onceReadSend again now$/,
    /^Your export is ready.*Sent19 minutes ago$/,
    /^Expired.*It expired before it was sent\.Not sent$/,
  ])
  await expect(page.getByText("nothing is sent")).toHaveCount(0)
})

test("what a mail says is read on demand, runs nothing and leads nowhere", async ({ page, complaints }) => {
  const read: string[] = []
  page.on("request", (request) => {
    if (/\/mail\/[^/]+$/.test(request.url())) read.push(request.url())
  })
  await visit(page, "full", "/outbox")
  const first = page.getByRole("listitem").filter({ hasText: "Join Acme Cloud" })
  expect(read).toEqual([])
  await first.getByRole("button", { name: "Read" }).click()
  const mail = page.frameLocator("iframe")
  await expect(mail.getByRole("heading", { name: "Join" })).toBeVisible()
  await expect(first.getByText("Accept: https://example.com/")).toBeVisible()
  await mail.getByRole("link", { name: "Accept" }).click()
  await expect(page).toHaveURL("/outbox?workspace=acmecloud")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mail")
  await first.getByRole("button", { name: "Close" }).click()
  await expect(page.locator("iframe")).toHaveCount(0)
  expect(read).toHaveLength(1)
  // the sandbox says what it kept from running
  expect(
    complaints.errors.splice(0).every((said) => /sandbox|Blocked script|Unsafe attempt/i.test(said)),
  ).toBe(true)
})

test("a mail is sent again at once, and a refusal is told beside it", async ({ page, acme }) => {
  await visit(page, "full", "/outbox")
  const waiting = page.getByRole("listitem").filter({ hasText: "Join Acme Cloud" })
  const asked = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().endsWith("/retry"),
  )
  await waiting.getByRole("button", { name: "Send again now" }).click()
  await asked
  await expect(waiting.getByRole("alert")).toHaveCount(0)
  acme.setTime("2026-12-01T12:00:00.000Z")
  const failed = page.getByRole("listitem").filter({ hasText: "could not be finished" })
  await failed.getByRole("button", { name: "Send again now" }).click()
  await expect(failed.getByRole("alert")).toHaveText(
    "Holdfast could not send it again. It said: This mail has expired; what it says is of no use any more.",
  )
})

test.describe("without a mail server", () => {
  test.use({ hasMail: false })

  test("the page says what that means and what to set", async ({ page }) => {
    await visit(page, "empty", "/outbox")
    await expect(page.getByRole("status").filter({ hasText: "No mail server is configured" })).toContainText(
      "SMTP_URL",
    )
    await expect(page.getByRole("button", { name: "Read" }).first()).toBeVisible()
    await expect(page.getByRole("button", { name: "Send again now" })).toHaveCount(0)
  })
})

test("more is loaded until there is no more", async ({ page, acme }) => {
  await addSentMail(acme, acme.place, 40)
  await visit(page, "empty", "/outbox")
  const mails = page.getByRole("list", { name: "Mail, newest first" }).getByRole("listitem")
  await expect(mails).toHaveCount(20)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(mails).toHaveCount(40)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(mails).toHaveCount(45)
  await expect(page.getByRole("button", { name: "Load More" })).toHaveCount(0)
})

test("an empty outbox says what will appear, a fault says what to do", async ({ page, acme }) => {
  await acme.database.db.deleteFrom("mail").execute()
  await visit(page, "empty", "/outbox")
  await expect(page.getByText("They appear here as soon as there is one.")).toBeVisible()
  await breakDown(page, /\/api\/.*\/mail/)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
})

test("others neither see it in the side bar nor find anything under its address", async ({ page }) => {
  await visit(page, "empty", "/outbox", "viewer")
  await expect(page.getByText("Only Owners and Admins can do this; you are a Viewer.")).toBeVisible()
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText([
    "Cancellation Analytics",
    "Alerts",
    "Requests",
    "Flows",
  ])
})
