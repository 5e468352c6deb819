import pino from "pino"
import { watchAlerts } from "../../../server/src/insight/alert/watch-alerts.ts"
import { fixtureNow } from "../rows.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

test("an alert is made, holds, is muted, edited and removed, by keyboard and mouse", async ({
  page,
  acme,
}) => {
  await visit(page, "many", "/alerts")
  await expect(page.getByText("No alert yet")).toBeVisible()
  await page.getByRole("button", { name: "Add alert" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Name" }).fill("Few are saved")
  await dialog.getByLabel("Level").fill("99")
  await dialog.getByLabel("Smallest sample").fill("5")
  await page.keyboard.press("Enter")
  const row = page.getByRole("list", { name: "Alerts" }).getByRole("listitem")
  await expect(row).toContainText("Few are saved")
  await expect(row).toContainText("Save rate below 99%")
  await expect(row).toContainText("Quiet")
  await expect(row.getByRole("checkbox", { name: "Mail me of Few are saved" })).toBeChecked()

  const { secret, url, database } = acme
  const log = pino({ level: "silent" })
  await watchAlerts({ db: database.db, teller: { secret, url }, log, now: fixtureNow })
  await page.reload()
  await expect(row).toContainText("Holds, since")
  await expect(row).toContainText("Save rate: ")
  const mails = await database.db.selectFrom("mail").select("subject").where("kind", "=", "alert").execute()
  expect(mails).toEqual([{ subject: "Alert: Few are saved" }])

  await row.getByRole("checkbox", { name: "Mail me of Few are saved" }).uncheck()
  await row.getByRole("button", { name: "Mute Few are saved" }).click()
  await expect(row.getByText("Muted", { exact: true })).toBeVisible()
  await expect(row.getByRole("checkbox")).not.toBeChecked()
  await row.getByRole("button", { name: "Edit Few are saved" }).click()
  await dialog.getByLabel("Watch").selectOption("Shift of the reasons")
  await dialog.getByLabel("Tell from so many points on").fill("12")
  await dialog.getByRole("button", { name: "Save alert" }).click()
  await expect(row).toContainText("A reason’s share moved by more than 12 points")
  await expect(row).toContainText("Quiet")
  await row.getByRole("button", { name: "Remove Few are saved" }).click()
  await page.getByRole("button", { name: "Remove alert" }).click()
  await expect(page.getByText("No alert yet")).toBeVisible()
})

test("a viewer sees alerts and decides on their own mail, and changes nothing else", async ({
  page,
  acme,
}) => {
  await visit(page, "full", "/alerts")
  await page.getByRole("button", { name: "Add alert" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Watched")
  await page.getByLabel("Level").fill("40")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("button", { name: "Edit Watched" })).toBeVisible()
  await acme.setRole("ada", "viewer")
  await page.reload()
  const mine = page.getByRole("checkbox", { name: "Mail me of Watched" })
  await mine.uncheck()
  await expect(mine).not.toBeChecked()
  await expect(page.getByRole("button", { name: "Edit Watched" })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Add alert" })).toHaveAttribute("aria-disabled", "true")
})

test("what the server refuses is said in the dialog, and nothing typed is lost", async ({ page }) => {
  await visit(page, "full", "/alerts")
  await page.getByRole("button", { name: "Add alert" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Watched")
  await page.getByLabel("Level").fill("40")
  await breakDown(page, /\/alerts$/)
  await page.getByRole("dialog").getByRole("button", { name: "Add alert" }).click()
  await expect(page.getByRole("alert").first()).toContainText("save the alert")
  await expect(page.getByLabel("Level")).toHaveValue("40")
})
