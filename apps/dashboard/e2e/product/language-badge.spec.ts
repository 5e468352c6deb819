import { setTranslation, visibleTexts } from "@holdfast/protocol/flow"
import type { FlowChange, FlowWriter } from "../../../server/src/flow/edit/flow-change.ts"
import { publishDraft } from "../../../server/src/flow/edit/publish-draft.ts"
import { readEditedFlow } from "../../../server/src/flow/edit/read-edited-flow.ts"
import { saveDraft } from "../../../server/src/flow/edit/save-draft.ts"
import { merchantHmac } from "../../../server/src/testing/test-app.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { expect, test, visit } from "./visit.ts"

/** Publishes the Primary Flow in French by a person, and in German by a machine. */
async function publishTranslated({ database, place }: AcmeApp): Promise<void> {
  const writer: FlowWriter = { db: database.db, announce: () => {} }
  const change: FlowChange = {
    workspaceId: place.acme.id,
    actor: { kind: "command", name: "test" },
    now: fixtureNow,
  }
  const flowId = "flow_primary"
  const question = { workspaceId: place.acme.id, mode: "live", now: fixtureNow } as const
  const edited = await readEditedFlow(database.db, question, flowId)
  if (!edited) throw new Error("The Primary Flow is gone")
  const { revision } = edited.draft
  const content = visibleTexts(edited.draft.content).reduce((now, text) => {
    const inFrench = { text: `${text.text} (fr)`, source: text.text, by: "own" } as const
    const inGerman = { text: `${text.text} (de)`, source: text.text, by: "automatic" } as const
    return setTranslation(setTranslation(now, "fr", text, inFrench), "de", text, inGerman)
  }, edited.draft.content)
  await saveDraft(writer, change, flowId, { content, revision })
  const made = await publishDraft(writer, change, flowId, { revision: revision + 1, note: null })
  if (made.kind !== "published") throw new Error(made.kind)
}

test("the badge says how the texts came to be in the language that a customer read, from their own run of the widget", async ({
  page,
  browser,
  acme,
}) => {
  await publishTranslated(acme)
  for (const [locale, ending, close] of [
    ["fr-FR", "(fr)", "Fermer"],
    ["de-DE", "(de)", "Schließen"],
    ["nl-NL", "", "Close"],
    ["en-US", "", "Close"],
  ] as const) {
    const context = await browser.newContext({ locale })
    const shop = await context.newPage()
    await shop.route("**/shop", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html><title>Shop</title><script src="/js/app.js"></script></html>`,
      }),
    )
    await shop.goto(`${acme.url}/shop`)
    const customerId = `cus_${locale}`
    await shop.evaluate(
      (options) => {
        const embed = Reflect.get(globalThis, "holdfast") as { init(what: string, options: object): void }
        embed.init("show", options)
      },
      { appId: acme.place.acme.appId, customerId, authHash: merchantHmac("key 3", customerId) },
    )
    const flow = shop.frameLocator("holdfast-flow iframe")
    await expect(flow.getByRole("radio").first()).toBeVisible()
    const said = (await flow.locator(".option-label").first().textContent()) ?? ""
    expect(said.match(/\(\w+\)$/)?.[0] ?? "").toBe(ending)
    const reported = shop.waitForResponse((response) => response.url().endsWith("/v1/flow/report"))
    await flow.getByRole("button", { name: close }).click()
    await reported
    await context.close()
  }
  await visit(page, "empty", "/")
  for (const [locale, code, says] of [
    ["fr-FR", "FR-FR", "Shown in French (France), translated by your own override"],
    ["de-DE", "DE-DE", "Shown in German (Germany), translated automatically"],
    ["nl-NL", "EN", "Left in English: no translation into Dutch (Netherlands) was available"],
    ["en-US", "EN-US", "Shown in American English, the flow's own language"],
  ] as const) {
    const badge = page
      .getByRole("article")
      .filter({ hasText: `cus_${locale}` })
      .getByRole("button", { name: code, exact: true })
    await page.mouse.move(0, 0)
    await expect(page.getByRole("tooltip")).toHaveCount(0)
    await badge.hover()
    await expect(page.getByRole("tooltip")).toHaveText(says)
  }
})
