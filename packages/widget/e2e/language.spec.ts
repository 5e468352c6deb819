import { type Blueprint, setTranslation, visibleTexts } from "@holdfast/protocol/flow"
import { languages } from "../../../apps/server/src/flow/present/words/choose-words.ts"
import { expect, options, test } from "./visit.ts"

for (const [uiLang, words] of Object.entries(languages)) {
  test(`${uiLang}: the whole way says nothing of ours in another language`, async ({ visit }) => {
    const { flow, standIn } = visit
    const button = (name: string) => flow.getByRole("button", { name, exact: true })
    const isRightToLeft = uiLang === "ar"
    const [survey] = (standIn.blueprint as Blueprint).content.steps
    if (survey?.stepType !== "SURVEY") throw new Error("the flow begins with a survey")
    // the words around the texts of the flow are what this is about
    const [, missing] = survey.survey.choices
    if (missing?.followup) missing.followup.freeformLabel = null
    await visit.open({ ...options, i18n: { lang: uiLang } })
    await button(words.next).waitFor()
    const html = flow.locator("html")
    await expect(html).toHaveAttribute("lang", uiLang === "sp" ? "es" : uiLang)
    await expect(html).toHaveAttribute("dir", isRightToLeft ? "rtl" : "ltr")
    await expect(button(words.close)).toBeVisible()
    const closer = await button(words.close).boundingBox()
    const next = await button(words.next).boundingBox()
    // the way out is at the end of the line
    const middle = (box: typeof next) => (box?.x ?? 0) + (box?.width ?? 0) / 2
    expect(middle(closer) < middle(next)).toBe(isRightToLeft)
    await button(words.next).click()
    await expect(flow.getByRole("alert")).toHaveText(words.chooseReason)
    await flow.getByRole("radio", { name: "Something is missing" }).check()
    await button(words.next).click()
    await expect(flow.getByRole("alert")).toHaveText(words.answerFollowup)
    await flow.getByRole("radio", { name: "Exports" }).check()
    await button(words.next).click()
    await expect(flow.getByText(words.pauseLength)).toBeVisible()
    await flow.getByRole("button", { name: "No thanks" }).click()
    await expect(flow.getByRole("heading")).toHaveText(words.feedbackTitle)
    await button(words.next).click()
    await expect(button(words.keepSubscription)).toBeVisible()
    await button(words.cancelSubscription).click()
    await expect(flow.getByRole("alert")).toHaveText(words.mustAcknowledge)
    await flow.getByRole("checkbox").check()
    await button(words.cancelSubscription).click()
    await expect(flow.getByRole("heading")).toHaveText(words.doneCancel)
    await expect(flow.getByText(words.thanks)).toBeVisible()
    await expect(button(words.goToAccount)).toBeVisible()
    await expect.poll(() => standIn.reports.at(-1)?.session.canceled).toBe(true)
    const shown = new Set(standIn.reports.map(({ session }) => session.uiLang))
    expect([...shown]).toEqual([uiLang])
  })
}

test.describe("a browser in French", () => {
  test.use({ locale: "fr-FR" })

  test("is shown a flow with French translations in French from the first step to the last, and picks reasons of the flow's own", async ({
    visit,
  }) => {
    const { flow, standIn } = visit
    const blueprint = standIn.blueprint as Blueprint
    const say = (text: string) => text.replaceAll("e", "é")
    blueprint.content = visibleTexts(blueprint.content).reduce(
      (now, { guid, field, text }) =>
        setTranslation(now, "fr", { guid, field }, { text: say(text), source: text, by: "own" }),
      blueprint.content,
    )
    const { fr } = languages
    const button = (name = "") => flow.getByRole("button", { name, exact: true })
    await visit.open()
    await expect(flow.getByRole("heading")).toHaveText(/^Sorry to séé you go/)
    await expect(flow.locator("html")).toHaveAttribute("lang", "fr-FR")
    await flow.getByRole("radio", { name: say("Something is missing") }).check()
    await expect(flow.getByText(say("What is missing?"))).toBeVisible()
    await flow.getByRole("radio", { name: say("Team accounts") }).check()
    await button(fr?.next).click()
    await expect(flow.getByRole("heading")).toHaveText(say("Would a break help?"))
    await button(say("No thanks")).click()
    await expect(flow.getByRole("heading")).toHaveText(fr?.feedbackTitle ?? "")
    await button(fr?.next).click()
    await flow.getByRole("checkbox").check()
    await button(fr?.cancelSubscription).click()
    await expect(flow.getByRole("heading")).toHaveText(fr?.doneCancel ?? "")
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({
        canceled: true,
        surveyChoiceValue: "Something is missing",
        followupQuestion: "What is missing?",
        followupResponse: "Team accounts",
        uiLang: "fr",
        contentLang: "fr",
        displayLang: "fr-FR",
        langMismatch: false,
      })
  })

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
