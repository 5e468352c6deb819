import type { Page } from "@playwright/test"
import { tabTo } from "../tab-to.ts"
import { readableRuns, recordRun, sendStrayChunk } from "./recorded-runs.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name })
const asked = (page: Page) => dialogOf(page, "Delete recordings?")
const newsOf = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words })

test("the owner says whether runs are recorded and who may watch, and the audit log has it", async ({
  page,
  acme,
}) => {
  await visit(page, "empty", "/recordings")
  const records = page.getByRole("switch", { name: "Record runs of the flow" })
  const viewers = page.getByRole("switch", { name: "Viewers may watch" })
  const before = await records.isChecked()
  await records.focus()
  await page.keyboard.press("Space")
  await expect(records).toBeChecked({ checked: !before })
  await expect(viewers).not.toBeChecked()
  // it lies over its label: a press on either is one on it
  await viewers.click()
  await expect(viewers).toBeChecked()
  await expect(viewers).not.toHaveAttribute("aria-busy", "true")
  await page.reload()
  await expect(viewers).toBeChecked()
  await expect(records).toBeChecked({ checked: !before })
  const { records_runs, viewers_watch } = await acme.database.db
    .selectFrom("workspace")
    .select(["records_runs", "viewers_watch"])
    .where("id", "=", acme.place.acme.id)
    .executeTakeFirstOrThrow()
  expect([records_runs, viewers_watch]).toEqual([!before, true])
  await page.goto("/audit-log?workspace=acmecloud")
  await expect(page.getByRole("main")).toContainText("Viewers may watch recordings")
})

test("an admin says where customers are told that they are recorded; a fault leaves what was said", async ({
  page,
  acme,
}) => {
  await visit(page, "empty", "/recordings", "admin")
  const told = page.getByRole("radiogroup", { name: "Tell customers that they are recorded" })
  const choice = (name: string) => told.getByRole("radio", { name, exact: true })
  await expect(choice("Where their region asks for it")).toBeChecked()
  await choice("Where their region asks for it").focus()
  await page.keyboard.press("ArrowDown")
  await expect(choice("Everywhere")).toBeChecked()
  await expect(told).not.toHaveAttribute("aria-busy", "true")
  await page.reload()
  await expect(choice("Everywhere")).toBeChecked()
  const { recording_notice } = await acme.database.db
    .selectFrom("workspace")
    .select("recording_notice")
    .where("id", "=", acme.place.acme.id)
    .executeTakeFirstOrThrow()
  expect(recording_notice).toBe("always")
  await breakDown(page, /\/recordings\/settings$/)
  await choice("Nowhere").click()
  await expect(page.getByRole("alert")).toContainText("change what customers are told")
  await expect(choice("Everywhere")).toBeChecked()
})

test("who may watch is the owner's to say: an admin reads so on the switches, and changes nothing", async ({
  page,
}) => {
  await visit(page, "empty", "/recordings", "admin")
  const members = page.getByRole("switch", { name: "Members may watch" })
  await expect(members).toHaveAttribute("aria-disabled", "true")
  await expect(members).toHaveAccessibleDescription("Only Owners can do this; you are an Admin.")
  await expect(members).toBeChecked()
  await members.focus()
  await page.keyboard.press("Space")
  await expect(members).toBeChecked()
  await page.reload()
  await expect(members).toBeChecked()
})

test("a shorter time is asked once more, with how many it deletes; for ever is not", async ({
  page,
  acme,
}) => {
  await recordRun(acme, { customerId: "cus_old", minutesAgo: 3 * 60 })
  await recordRun(acme, { customerId: "cus_new" })
  await visit(page, "empty", "/recordings")
  const amount = page.getByRole("textbox", { name: "How many" })
  const save = page.getByRole("button", { name: "Save" })
  await expect(amount).toHaveValue("90")
  await expect(save).toBeDisabled()
  await amount.fill("4000")
  await expect(page.getByText("From 1 hour to 3,650 days.")).toBeVisible()
  await expect(save).toBeDisabled()
  await page.getByRole("combobox", { name: "Unit" }).selectOption("hours")
  await amount.fill("2")
  await amount.press("Enter")
  const dialog = dialogOf(page, "Keep recordings for 2 hours?")
  await expect(dialog.getByRole("status")).toHaveText(
    "1 recording is older, and will be deleted for good within minutes.",
  )
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused()
  await dialog.getByRole("button", { name: "Delete 1 recording" }).click()
  await expect(dialog).toBeHidden()
  await expect(amount).toHaveValue("2")
  await page.getByRole("radio", { name: "For ever" }).check()
  await save.click()
  await expect(save).toBeDisabled()
  const keptHours = async () => {
    const { recording_keep_hours } = await acme.database.db
      .selectFrom("workspace")
      .select("recording_keep_hours")
      .where("id", "=", acme.place.acme.id)
      .executeTakeFirstOrThrow()
    return recording_keep_hours
  }
  await expect.poll(keptHours).toBeNull()
})

test("older ones are counted, asked about once more with the count, and deleted, in every mode", async ({
  page,
  acme,
}) => {
  const old = [
    await recordRun(acme, { customerId: "cus_1", minutesAgo: 3 * 24 * 60 }),
    await recordRun(acme, { customerId: "cus_2", minutesAgo: 3 * 24 * 60, mode: "test" }),
  ]
  const young = await recordRun(acme, { customerId: "cus_1" })
  await visit(page, "empty", "/recordings")
  const remove = page.getByRole("button", { name: "Delete older ones…" })
  await expect(remove).toBeDisabled()
  await page.getByLabel("Of sessions that began before").fill("2026-11-22")
  await remove.click()
  await expect(asked(page)).toContainText(
    "Of all sessions that began before 22 November 2026, in every mode.",
  )
  await expect(asked(page).getByRole("status")).toContainText("2 recordings are deleted for good")
  // a second thought deletes nothing
  await asked(page).getByRole("button", { name: "Cancel" }).press("Enter")
  await expect(asked(page)).toBeHidden()
  expect(await readableRuns(acme, [...old, young])).toHaveLength(3)
  await remove.click()
  await asked(page).getByRole("button", { name: "Delete 2 recordings" }).click()
  await expect(newsOf(page, "2 recordings deleted.")).toBeVisible()
  await expect(remove).toBeFocused()
  expect(await readableRuns(acme, [...old, young])).toEqual([young])
  await page.goto("/audit-log?workspace=acmecloud")
  await expect(page.getByText("deleted the recordings of many sessions").first()).toBeVisible()
})

test("those of a customer go from their page, and by their id", async ({ page, acme }) => {
  const ours = [
    await recordRun(acme, { customerId: "cus_1" }),
    await recordRun(acme, { customerId: "cus_1" }),
  ]
  const theirs = [await recordRun(acme, { customerId: "cus_2" })]
  const others = await recordRun(acme, { customerId: "cus_3" })
  await visit(page, "empty", "/customers/cus_1")
  await page.getByRole("button", { name: "Delete recordings…" }).click()
  await asked(page).getByRole("button", { name: "Delete 2 recordings" }).click()
  await expect(newsOf(page, "2 recordings deleted.")).toBeVisible()
  expect(await readableRuns(acme, [...ours, ...theirs, others])).toEqual([...theirs, others])

  await page.goto("/recordings?workspace=acmecloud")
  await page.getByLabel("Of one customer, by customer ID").fill(" cus_2 ")
  await page.keyboard.press("Enter")
  await asked(page).getByRole("button", { name: "Delete 1 recording" }).click()
  await expect(newsOf(page, "1 recording deleted.")).toBeVisible()
  expect(await readableRuns(acme, [...theirs, others])).toEqual([others])
  await page.getByRole("button", { name: "Delete the customer’s…" }).click()
  await expect(asked(page)).toContainText("They have no recordings: there is nothing to delete.")
  await expect(asked(page).getByRole("button", { name: /^Delete/ })).toHaveCount(0)
})

test("a filter of the stream deletes what it shows, and no more than were counted", async ({
  page,
  acme,
}) => {
  const first = await recordRun(acme, { customerId: "cus_1" })
  const other = await recordRun(acme, { customerId: "cus_2" })
  await visit(page, "empty", "/?q=cus_1")
  await expect(page.getByRole("article")).toHaveCount(1)
  await page.getByRole("link", { name: "Recordings", exact: true }).click()
  await expect(page.getByRole("list", { name: "Whose recordings" })).toContainText("Search: cus_1")
  await page.getByRole("button", { name: "Delete these…" }).click()
  const yes = asked(page).getByRole("button", { name: "Delete 1 recording" })
  await yes.waitFor()
  // meanwhile another one that began before is there
  const late = await recordRun(acme, { customerId: "cus_1", minutesAgo: 30 })
  await yes.click()
  await expect(asked(page).getByRole("alert")).toContainText("By now 2 recordings are meant, and not 1")
  expect(await readableRuns(acme, [first, late, other])).toHaveLength(3)
  await asked(page).getByRole("button", { name: "Delete 2 recordings" }).click()
  await expect(newsOf(page, "2 recordings deleted.")).toBeVisible()
  expect(await readableRuns(acme, [first, late, other])).toEqual([other])
})

test("one is deleted from the page of its session, which says so at once, by keyboard", async ({
  page,
  acme,
}) => {
  const run = await recordRun(acme, { customerId: "cus_1" })
  await visit(page, "empty", `/sessions/${run.sessionId}`)
  await tabTo(page, page.getByRole("button", { name: "Delete recording" }))
  await page.keyboard.press("Enter")
  const dialog = dialogOf(page, "Delete this recording?")
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel("The recording was deleted").first()).toBeVisible()
  await expect(page.getByRole("button", { name: "Delete recording" })).toHaveCount(0)
  expect(await readableRuns(acme, [run])).toEqual([])
})

test("who may not delete finds no button for it", async ({ page, acme }) => {
  const { sessionId } = await recordRun(acme, { customerId: "cus_1" })
  await visit(page, "empty", `/sessions/${sessionId}`, "member")
  await expect(page.getByRole("link", { name: "Evidence" })).toBeVisible()
  await expect(page.getByRole("button", { name: /Delete recording/ })).toHaveCount(0)
})

test("pieces that were refused stand on the page Health by themselves", async ({ page, acme }) => {
  await sendStrayChunk(acme)
  await visit(page, "empty", "/health", "developer")
  const section = page.getByRole("region", { name: "Pieces of recordings that were refused" })
  await expect(section.getByRole("listitem")).toHaveText([
    /^A piece of a recording came for a run that no session has\..*POST \/v1\/flow\/recording1 timelast/,
  ])
  await expect(page.getByRole("region", { name: "Reports that were refused" })).toHaveCount(0)
})

test("what cannot be loaded or counted says so, and can be tried again", async ({ page }) => {
  await breakDown(page, /\/recordings\/settings$/)
  await visit(page, "empty", "/recordings")
  await expect(page.getByRole("alert")).toContainText("could not load what this workspace says of recordings")
  await page.unrouteAll()
  await breakDown(page, /\/recordings\/count/)
  await page.getByRole("button", { name: "Try again" }).click()
  await page.getByRole("button", { name: "Delete these…" }).click()
  await expect(asked(page).getByRole("alert")).toContainText("could not count the recordings")
  await expect(asked(page).getByRole("button", { name: /^Delete/ })).toHaveCount(0)
  await page.unrouteAll()
  await asked(page).getByRole("button", { name: "Count again" }).click()
  await expect(asked(page)).toContainText("there is nothing to delete")
})

test("on a phone nothing is wider than the screen", async ({ page, acme }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await recordRun(acme, { customerId: "cus_1" })
  await visit(page, "empty", "/recordings")
  await page.getByRole("button", { name: "Delete these…" }).click()
  await expect(asked(page).getByRole("status")).toContainText("1 recording is deleted")
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(excess).toBeLessThanOrEqual(0)
})
