import type { Blueprint } from "@holdfast/protocol/flow"
import { expect, options, test } from "./visit.ts"

test.describe("a browser in French", () => {
  test.use({ locale: "fr-FR" })

  test("is shown an English flow in English throughout, and the record says so", async ({ visit }) => {
    const { flow, standIn } = visit
    await visit.open()
    await expect(flow.getByRole("button", { name: "Continue" })).toBeVisible()
    await expect(flow.getByRole("button", { name: "Close" })).toBeVisible()
    await expect(flow.locator("html")).toHaveAttribute("lang", "en")
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({
        detectedLang: "fr-FR",
        uiLang: "en",
        contentLang: "en",
        displayLang: "en",
        lang: "en",
        langMismatch: true,
      })
  })

  test("is shown a flow whose texts are French in French", async ({ visit }) => {
    const { flow, standIn } = visit
    ;(standIn.blueprint as Blueprint).content.language = "fr"
    await visit.open()
    await expect(flow.getByRole("button", { name: "Continuer" })).toBeVisible()
    await expect(flow.locator("html")).toHaveAttribute("lang", "fr-FR")
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({ uiLang: "fr", contentLang: "fr", displayLang: "fr-FR", langMismatch: false })
  })

  test("is shown the language that the page asks for", async ({ visit }) => {
    const { flow, standIn } = visit
    await visit.open({ ...options, i18n: { lang: "sp" } })
    await expect(flow.getByRole("button", { name: "Continuar" })).toBeVisible()
    await expect(flow.locator("html")).toHaveAttribute("lang", "es")
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({ uiLang: "sp", contentLang: "en", displayLang: "es", langMismatch: false })
  })
})

for (const [name, language] of [
  ["no language", "C"],
  ["nothing", ""],
]) {
  test(`a browser that says ${name} is one whose language is not known`, async ({ page, visit }) => {
    await page.addInitScript((value) => {
      Object.defineProperty(Navigator.prototype, "language", { get: () => value })
    }, language)
    await visit.open()
    await visit.flow.getByRole("radio").first().waitFor()
    await expect.poll(() => visit.standIn.reports.length).toBeGreaterThan(0)
    const { session } = visit.standIn.reports[0] ?? {}
    expect(session).toMatchObject({ displayLang: "en", langMismatch: false })
    expect(session && "detectedLang" in session).toBe(false)
    expect(visit.standIn.opened[0] && "detectedLang" in visit.standIn.opened[0]).toBe(false)
  })
}
