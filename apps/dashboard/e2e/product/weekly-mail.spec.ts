import pino from "pino"
import { sendDigests } from "../../../server/src/insight/digest/send-digests.ts"
import { unsealMail } from "../../../server/src/mail/unseal-mail.ts"
import { addView } from "./acme.ts"
import type { AcmeApp } from "./acme-app.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

/** What the server mails when the one weekly mail is due. */
async function mailed({ database, secret, url }: AcmeApp): Promise<{ html: string; text: string }> {
  const log = pino({ level: "silent" })
  const { next_at: now } = await database.db.selectFrom("digest").select("next_at").executeTakeFirstOrThrow()
  await sendDigests({ db: database.db, teller: { secret, url }, log, now })
  const mail = await database.db
    .selectFrom("mail")
    .select("sealed")
    .where("kind", "=", "weekly-digest")
    .executeTakeFirstOrThrow()
  const said = unsealMail(secret, mail.sealed)
  if (!said) throw new Error("The mail cannot be read")
  return said
}

test("a view is chosen for a weekly mail from where it stands, and the mail leads back and ends itself", async ({
  page,
  acme,
}) => {
  await addView(acme, acme.place, { name: "Cancelled", search: "outcome=cancelled" })
  await visit(page, "many")
  await page.getByRole("button", { name: /^View/ }).click()
  await page.getByRole("menuitemradio", { name: "Cancelled" }).click()
  await page.getByRole("button", { name: "View: Cancelled" }).click()
  await page.getByRole("menuitem", { name: "Mail me this view every week…" }).click()
  const section = page.getByRole("region", { name: "Weekly mail" })
  await expect(section.getByLabel("Figures of")).toHaveValue(/.+/)
  await section.getByLabel("Day").selectOption("Wednesday")
  await section.getByLabel("Time", { exact: true }).selectOption("17:00")
  await section.getByRole("button", { name: "Mail me this every week" }).click()
  await expect(section.getByRole("status")).toHaveText("Saved")
  const line = section.getByRole("list", { name: "Weekly mails" }).getByRole("listitem")
  await expect(line).toContainText("Cancelled")
  await expect(line).toContainText("Every Wednesday at 17:00")
  await section.getByLabel("Day").selectOption("Friday")
  await section.getByRole("button", { name: "Change this weekly mail" }).click()
  await expect(line).toContainText("Every Friday at 17:00")

  const { html } = await mailed(acme)
  await page.setContent(html)
  await expect(page.getByText("View “Cancelled”, live sessions")).toBeVisible()
  const end = await page.getByRole("link", { name: "Do not send this mail any more" }).getAttribute("href")
  await page.getByRole("link", { name: "See these days in the dashboard" }).click()
  await expect(page).toHaveURL(/outcome=cancelled/)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")

  await page.context().clearCookies()
  await page.goto(String(end))
  await expect(page.getByText("comes every Friday at 17:00")).toBeVisible()
  await page.getByRole("button", { name: "End this mail" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You do not get this mail any more")
  expect(await acme.database.db.selectFrom("digest").select("id").execute()).toEqual([])
})

test("a weekly mail is ended where it is listed, and a fault says so", async ({ page }) => {
  await visit(page, "full", "/account")
  const section = page.getByRole("region", { name: "Weekly mail" })
  await section.getByRole("button", { name: "Mail me this every week" }).click()
  const end = section.getByRole("button", { name: "End the weekly mail: All live sessions" })
  await expect(end).toBeVisible()
  await breakDown(page, /\/digests\/[^/]+$/)
  await end.click()
  await expect(section.getByRole("alert")).toContainText("end this weekly mail")
  await page.unroute(/\/digests\/[^/]+$/)
  await end.click()
  await expect(end).toHaveCount(0)
  await expect(section.getByRole("button", { name: "Mail me this every week" })).toBeVisible()
})
