import { readFile } from "node:fs/promises"
import { parse } from "csv-parse/sync"
import { expect, test } from "./signed-in.ts"
import { countWords, expectSessions, loadMore, rows, shownIds, since, today, viewIn } from "./visit-stream.ts"

/** A view that takes several pages, and its address. */
const view = { range: "6m", outcome: "abandoned", "not-segment": "primary" }
const inView = `mode = 'live' and ${since(`(${today} - interval '6 months')::date + 1`)}
  and outcome = 'abandoned' and segment_id is not null`

test("Export takes the current list as CSV: as many lines as the stream says and has rows, the same and in the same order", async ({
  page,
}) => {
  await page.goto(`/?${new URLSearchParams(view)}`)
  const ids = await expectSessions(page, inView)
  expect(ids.length).toBeGreaterThan(10)
  while (await loadMore(page).isVisible()) {
    const before = await rows(page).count()
    await loadMore(page).click()
    await expect(rows(page)).toHaveCount(Math.min(before + 10, ids.length))
  }
  expect(await shownIds(page)).toEqual(ids)

  await page.getByRole("button", { name: "Export Data" }).click()
  const saving = page.waitForEvent("download")
  await page
    .getByRole("dialog", { name: "Export sessions" })
    .getByRole("button", { name: `Export ${countWords(ids.length)}` })
    .click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  const text = await readFile(await file.path(), "utf8")
  const lines: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(lines.map((line) => line["Session ID"])).toEqual(ids)
})

test("a view is kept by name: one's own for oneself, a shared one for the workspace", async ({
  page,
  colleague,
}) => {
  for (const [name, isShared] of [
    ["Left in a segment", true],
    ["Only mine", false],
  ] as const) {
    await page.goto(`/?${new URLSearchParams(view)}`)
    await page.getByRole("button", { name: /^View/ }).click()
    await page.getByRole("menuitem", { name: /^Save (this view|as a new view)…$/ }).click()
    await page.getByRole("textbox", { name: "Name" }).fill(name)
    if (isShared) await page.getByRole("checkbox", { name: "Share with everybody in this workspace" }).check()
    await page.getByRole("button", { name: "Save view" }).click()
    await expect(page.getByRole("button", { name: `View: ${name}` })).toBeVisible()
  }

  await colleague.goto("/")
  await colleague.getByRole("button", { name: /^View/ }).click()
  await expect(colleague.getByRole("menuitemradio", { name: /^Left in a segment/ })).toBeVisible()
  await expect(colleague.getByRole("menuitemradio", { name: /^Only mine/ })).toHaveCount(0)
  await colleague.getByRole("menuitemradio", { name: /^Left in a segment/ }).click()
  await expectSessions(colleague, inView)
  expect(viewIn(colleague)).toEqual(view)
})

test("Export is for owners and admins: a member sees the button disabled, with the roles named", async ({
  colleague,
}) => {
  await colleague.goto("/")
  const button = colleague.getByRole("button", { name: "Export Data" })
  await expect(button).toBeDisabled()
  await button.hover()
  await expect(colleague.getByRole("tooltip")).toContainText("Only Owners and Admins can")
})
