import { languages } from "../../../apps/server/src/flow/present/words/choose-words.ts"
import { fr } from "../../../apps/server/src/flow/present/words/fr.ts"
import { expect, options, test } from "./visit.ts"

/** The built-in confirm step, of a server that is gone as soon as the script is loaded. */

for (const [uiLang, words] of Object.entries(languages)) {
  const tag = uiLang === "sp" ? "es" : uiLang
  test.describe(`a browser in ${tag}`, () => {
    test.use({ locale: tag })

    test(`${uiLang}: the built-in step is said in it to the end, and the session says so`, async ({
      page,
      visit,
    }) => {
      const { flow, standIn } = visit
      const button = (name: string) => flow.getByRole("button", { name, exact: true })
      await page.route("**/v1/flow/**", (route) => route.abort())
      await page.route("**/js/flow-*", (route) => route.abort())
      await visit.open(options, "({handleCancel: () => { if (!told.push(0) || told.length < 2) throw 0 }})")
      await expect(button(words.cancelSubscription)).toBeVisible()
      await expect(button(words.close)).toBeVisible()
      await expect(flow.getByRole("heading")).toHaveText(words.confirmTitle)
      await expect(flow.getByText(words.confirmBody)).toBeVisible()
      const html = flow.locator("html")
      await expect(html).toHaveAttribute("lang", tag)
      await expect(html).toHaveAttribute("dir", uiLang === "ar" ? "rtl" : "ltr")
      const closer = await button(words.close).boundingBox()
      const keeper = await button(words.keepSubscription).boundingBox()
      const middle = (box: typeof keeper) => (box?.x ?? 0) + (box?.width ?? 0) / 2
      // the way out is at the end of the line
      expect(middle(closer) < middle(keeper)).toBe(uiLang === "ar")
      await button(words.cancelSubscription).click()
      await expect(flow.getByRole("heading")).toHaveText(words.failedTitle)
      await page.unroute("**/v1/flow/**")
      await button(words.tryAgain).click()
      await expect(flow.getByRole("heading")).toHaveText(words.doneCancel)
      await expect(flow.getByText(words.thanks)).toBeVisible()
      await expect(button(words.goToAccount)).toBeVisible()
      await expect
        .poll(() => standIn.reports.at(-1)?.session)
        .toMatchObject({ canceled: true, uiLang, contentLang: tag, displayLang: tag, langMismatch: false })
    })
  })
}

test("a page that names a language in the script's address has the built-in step in it", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  standIn.scriptQuery = "&lang=fr-CA"
  standIn.mood.open = "broken"
  await visit.open({ ...options, i18n: { lang: "fr-CA" } })
  await expect(flow.getByRole("button", { name: fr.cancelSubscription })).toBeVisible()
  await expect(flow.locator("html")).toHaveAttribute("lang", "fr-CA")
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ uiLang: "fr", overriddenLang: "fr-CA", displayLang: "fr-CA", langMismatch: false })
})

test("a language that the script was not asked for is said in that of the browser, and the session says so", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  standIn.mood.open = "broken"
  await visit.open({ ...options, i18n: { lang: "fr" } })
  await expect(flow.getByRole("button", { name: "Cancel subscription" })).toBeVisible()
  await expect(flow.getByRole("button", { name: "Close" })).toBeVisible()
  await expect(flow.locator("html")).toHaveAttribute("lang", "en")
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ uiLang: "en", overriddenLang: "fr", lang: "en", langMismatch: true })
})
