import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { parse } from "csv-parse/sync"
import { sql } from "kysely"
import { expect, test, visit } from "./visit.ts"

const open = async (page: Page) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Languages" }).click()
}
const field = (page: Page, name: RegExp) => page.getByRole("textbox", { name })
const heading = /^Heading: What makes you want to cancel\?$/
const row = (page: Page, name: RegExp) =>
  page.getByRole("listitem").filter({ has: page.getByRole("textbox", { name }) })
const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible()
const inPreview = (page: Page) =>
  page.frameLocator("iframe[title='Preview of the flow']").frameLocator("iframe")

test("a text is written beside its source and saved; the preview speaks the language, and it is undone as any edit", async ({
  page,
}) => {
  await open(page)
  await expect(page.getByText(/^0 of \d+ texts$/)).toBeVisible()
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("de")
  await field(page, heading).fill("Warum möchten Sie kündigen?")
  await saved(page)
  await expect(page.getByText(/^1 of \d+ texts$/)).toBeVisible()
  await expect(row(page, heading)).toContainText("Yours")
  await expect(inPreview(page).getByRole("heading")).toHaveText("Warum möchten Sie kündigen?")
  await expect(inPreview(page).getByRole("button", { name: "Weiter" })).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(field(page, heading)).toHaveValue("")
  await page.getByRole("button", { name: "Redo" }).click()
  await saved(page)
  await page.reload()
  await page.getByRole("button", { name: "Languages" }).click()
  await expect(field(page, heading)).toHaveValue("Warum möchten Sie kündigen?")
})

test("where its source changes, a translation is stale until somebody says that it still fits", async ({
  page,
}) => {
  await open(page)
  await field(page, heading).fill("Pourquoi ?")
  await page.getByRole("button", { name: "Survey", exact: true }).click()
  await page.getByRole("textbox", { name: "Heading" }).first().fill("Why do you leave?")
  await page.getByRole("button", { name: "Languages" }).click()
  const changed = /^Heading: Why do you leave\?$/
  await expect(page.getByText(/^1 of \d+ texts, 1 stale$/)).toBeVisible()
  await expect(row(page, changed)).toContainText(
    "Yours, stale: the source was “What makes you want to cancel?”",
  )
  await page.getByRole("checkbox", { name: "Only what is missing or stale" }).check()
  await page.getByRole("button", { name: "It still fits: Heading" }).first().click()
  await expect(page.getByText(/^1 of \d+ texts$/)).toBeVisible()
  await expect(field(page, changed)).toHaveCount(0)
  await page.getByRole("checkbox", { name: "Only what is missing or stale" }).uncheck()
  await page.getByRole("button", { name: "Clear: Heading" }).click()
  await expect(page.getByText(/^0 of \d+ texts$/)).toBeVisible()
})

test("a merge field that got lost keeps the flow from being published, and leads to its field in its language", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("textbox", { name: "Heading" }).first().fill("Why, {{CUSTOMER_NAME.FIRST|there}}?")
  await page.getByRole("button", { name: "Languages" }).click()
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("ja")
  await field(page, /^Heading: Why, /).fill("なぜですか?")
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("fr")
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish Annual teams" })
  await dialog
    .getByText("Japanese, survey, heading: it has lost {{CUSTOMER_NAME.FIRST}} of its source.")
    .click()
  await expect(field(page, /^Heading: Why, /)).toBeFocused()
  await expect(field(page, /^Heading: Why, /)).toHaveValue("なぜですか?")
})

test("translators get a file and bring it back; lines that cannot be taken are named", async ({ page }) => {
  await open(page)
  const saving = page.waitForEvent("download")
  await page.getByRole("button", { name: "Save as CSV" }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe("Annual teams fr.csv")
  const lines = parse(await readFile(await download.path(), "utf8"), { bom: true }) as string[][]
  const [head, ...texts] = lines
  const said = texts.map(([part, name, place, source]) => [part, name, place, source, `${source} (fr)`, ""])
  const cell = (text = "") => `"${text.replaceAll('"', '""')}"`
  const file = [head ?? [], ...said, ["gone", "header", "", "", "Parti", ""]]
    .map((cells) => cells.map(cell).join(";"))
    .join("\n")
  const choosing = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: "Read a CSV…" }).click()
  await (await choosing).setFiles({ name: "fr.csv", mimeType: "text/csv", buffer: Buffer.from(file) })
  await expect(page.getByText(`${texts.length} French texts taken from the file`)).toBeVisible()
  await expect(
    page.getByText(
      `Line ${texts.length + 2} was left out: it is about header of gone, which is no text of this flow.`,
    ),
  ).toBeVisible()
  await expect(page.getByText(`${texts.length} of ${texts.length} texts`, { exact: true })).toBeVisible()
  await expect(field(page, heading)).toHaveValue("What makes you want to cancel? (fr)")
  await saved(page)
})

test("a file that is none says why, and changes nothing", async ({ page }) => {
  await open(page)
  const choosing = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: "Read a CSV…" }).click()
  await (await choosing).setFiles({ name: "fr.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2") })
  await expect(page.getByRole("alert")).toContainText("Nothing was read. The file has no column part")
  await expect(page.getByText("No differences")).toBeVisible()
})

const automatic = (page: Page) => page.getByRole("checkbox", { name: /^Translate what is missing into / })

test("without a translation server the tick is off and says so; one from before can be taken away", async ({
  page,
  acme,
}) => {
  const { place, database } = acme
  await open(page)
  await expect(automatic(page)).toBeDisabled()
  await expect(page.getByText("Your operator has set up no translation server")).toBeVisible()
  await field(page, heading).fill("Pourquoi ?")
  await saved(page)
  await database.db
    .updateTable("flow_draft")
    .set({ content: sql`jsonb_set(content, '{automaticLanguages}', '["fr"]')` })
    .where("workspace_id", "=", place.acme.id)
    .where("flow_id", "=", "flow_1")
    .execute()
  await page.reload()
  await page.getByRole("button", { name: "Languages" }).click()
  await automatic(page).uncheck()
  await expect(automatic(page)).toBeDisabled()
  await saved(page)
})

test.describe("with a translation server", () => {
  test.use({ hasTranslator: true })

  const publish = async (page: Page) => {
    await automatic(page).check()
    await saved(page)
    await page.getByRole("button", { name: "Publish…" }).click()
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Publish/ })
      .click()
    await expect(page.getByText(/^Live: version 4/)).toBeVisible()
  }

  test("what is missing is translated as the flow is published", async ({ page, acme }) => {
    await open(page)
    await publish(page)
    await expect(field(page, heading)).toHaveValue("fr:What makes you want to cancel?")
    await expect(page.getByText(/^Translated automatically into French: \d+ texts\.$/)).toBeVisible()
    const [asked] = acme.translation?.asked ?? []
    expect(asked).toMatchObject({ source: "en", target: "fr", format: "html" })
    expect(asked?.q).toContain("What makes you want to cancel?")
  })

  test("where the server refuses, the flow is published all the same, and the page says what stayed and why", async ({
    page,
    acme,
  }) => {
    if (acme.translation) acme.translation.mood = { status: 403, body: { error: "Invalid API key" } }
    await open(page)
    await publish(page)
    await expect(
      page.getByText(
        /^Left untranslated in French: \d+ texts\. The translation server answered 403: Invalid API key$/,
      ),
    ).toBeVisible()
    await expect(field(page, heading)).toHaveValue("")
  })
})
