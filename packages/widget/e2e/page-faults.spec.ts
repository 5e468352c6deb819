import type { Blueprint } from "@holdfast/protocol/flow"
import type { Page } from "@playwright/test"
import { expect, options, test, type Visit } from "./visit.ts"

const confirming =
  "({handleCancel: () => { told.push('cancelled') }, onError: (e) => told.push(e.message), onClose: (r) => told.push(r.result)})"

/** Leaves the confirm step alone, so that one press cancels. */
function publishConfirm({ standIn }: Visit) {
  const { content } = standIn.blueprint as Blueprint
  content.steps = content.steps.filter((step) => step.stepType === "CONFIRM")
  for (const step of content.steps) if (step.stepType === "CONFIRM") step.confirm.acknowledgement = false
}

/** Cancels in whatever the customer has before them, within the host element; pierces the shadow root. */
async function cancelWithoutFrame(page: Page) {
  await page.locator("holdfast-flow").getByRole("button", { name: "Cancel subscription" }).click()
  await expect(page.locator("holdfast-flow").getByRole("heading", { name: "is cancelled" })).toBeVisible()
}

const scrolls = (page: Page) => page.evaluate(() => document.documentElement?.style.overflow ?? "")

test.describe("a page that hides the flow on hearing of a fault shows its own dialog alone", () => {
  const hiding = `({
    handleCancel: () => {},
    onError: () => {
      window.holdfast.hide()
      document.body.append(Object.assign(document.createElement('dialog'), { open: true, textContent: 'Ours' }))
    },
    onClose: () => told.push('closed'),
  })`
  for (const [name, given, mood] of [
    ["an id that is missing", { authHash: options.authHash }, "fine"],
    ["a server that is away", options, "broken"],
    ["a wrong hash", options, "refusing"],
  ] as const) {
    test(`${name}`, async ({ page, visit }) => {
      visit.standIn.mood.open = mood
      await visit.open(given, hiding)
      await expect(page.getByText("Ours")).toBeVisible()
      await expect.poll(visit.told).toEqual(["closed"])
      await expect(page.locator("holdfast-flow")).toHaveCount(0)
      expect(await scrolls(page)).toBe("")
      // what was sent before this is there when this is
      await page.goto("about:blank")
      expect(visit.standIn.reports).toEqual([])
    })
  }
})

const removals = {
  "removes its element": "document.querySelector('holdfast-flow').remove()",
  "replaces its body": "document.body = document.createElement('body')",
  "empties its body": "document.body.innerHTML = ''",
  "empties the document": "document.documentElement.innerHTML = ''",
  "replaces the document's element": "document.documentElement.replaceWith(document.createElement('html'))",
  "writes the document anew": "document.open(); document.write('<p>New</p>'); document.close()",
  "moves its element": "document.body.prepend(document.querySelector('holdfast-flow'))",
  "closes the dialog": "document.querySelector('holdfast-flow').shadowRoot.querySelector('dialog').close()",
  "empties the shadow root": "document.querySelector('holdfast-flow').shadowRoot.replaceChildren()",
}
for (const [name, script] of Object.entries(removals)) {
  test(`a page that ${name} scrolls again, is told, and the run is over`, async ({ page, visit }) => {
    const { flow, standIn } = visit
    await visit.open(options, confirming)
    await flow.getByRole("radio").first().waitFor()
    await page.evaluate(() => Object.assign(window, { root: document.documentElement }))
    await page.evaluate(script)
    await expect.poll(visit.told).toEqual(["abort"])
    await expect.poll(() => standIn.reports.at(-1)?.session.aborted).toBe(true)
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    expect(await scrolls(page)).toBe("")
    const first = await page.evaluate(() => (window as unknown as { root: HTMLElement }).root.style.overflow)
    expect(first).toBe("")
    await page.evaluate(() => {
      const home = window as unknown as { holdfast: { init: (...args: unknown[]) => void }; given: object }
      home.holdfast.init("show", home.given)
    })
    await expect(page.locator("holdfast-flow")).toHaveCount(1)
    await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  })
}

test("an element thrown out while a decision is carried out loses no decision", async ({ page, visit }) => {
  publishConfirm(visit)
  await visit.open(
    options,
    "({handleCancel: () => new Promise((done) => { window.answer = done }), onClose: (r) => told.push(r.result)})",
  )
  await visit.flow.getByRole("button", { name: "Cancel subscription" }).click()
  await page.waitForFunction(() => "answer" in window)
  await page.evaluate(() => document.querySelector("holdfast-flow")?.remove())
  await page.evaluate(() => (window as unknown as { answer: () => void }).answer())
  await expect.poll(visit.told).toEqual(["cancel"])
  await expect.poll(() => visit.standIn.reports.at(-1)?.session.canceled).toBe(true)
})

const withoutFrame = {
  "is in a sandbox of its policy": "sandbox allow-scripts",
  "is in a sandbox without anything inline":
    "sandbox allow-scripts; default-src 'none'; script-src API 'unsafe-eval'; connect-src API",
}
for (const [name, policy] of Object.entries(withoutFrame)) {
  test(`a page that ${name} shows the flow without an inner frame`, async ({ page, visit }) => {
    const { standIn } = visit
    standIn.pageHeaders = { "content-security-policy": policy.replaceAll("API", standIn.api) }
    await visit.open(options, confirming)
    const flow = page.locator("holdfast-flow")
    await expect(flow.getByRole("heading", { name: "Sorry to see you go, Ada" })).toBeFocused()
    await expect(flow.getByRole("heading")).toHaveCSS("font-size", "24px")
    const yes = flow.getByRole("button", { name: "Continue" })
    await expect(yes).toHaveCSS("background-color", "rgb(79, 70, 229)")
    await yes.focus()
    await page.keyboard.press("Tab")
    await expect(flow.getByRole("button", { name: "Close" })).toBeFocused()
    await flow.getByRole("radio", { name: "I do not use it enough" }).check()
    await yes.click()
    await flow.getByRole("button", { name: "No thanks" }).click()
    await flow.getByRole("button", { name: "Continue" }).click()
    await flow.getByRole("checkbox").check()
    await cancelWithoutFrame(page)
    await flow.getByRole("button", { name: "Back to my account" }).click()
    await expect(flow).toHaveCount(0)
    expect(await visit.told()).toEqual(["cancelled", "cancel"])
    await expect.poll(() => standIn.reports.at(-1)?.session.canceled).toBe(true)
  })
}

test("without an inner frame Escape closes, and the page's styles stay out", async ({ page, visit }) => {
  visit.standIn.pageHeaders = { "content-security-policy": "sandbox allow-scripts" }
  visit.standIn.pageBody =
    "<style>* { all: unset !important; display: none !important } html, body { display: block !important }</style>"
  await visit.open(options, confirming)
  const flow = page.locator("holdfast-flow")
  await expect(flow.getByRole("button", { name: "Continue" })).toHaveCSS("min-height", "50px")
  await page.keyboard.press("Escape")
  await expect(flow).toHaveCount(0)
  await expect.poll(visit.told).toEqual(["abort"])
})

const breakages = {
  "an iframe that cannot be made":
    "const make = document.createElement; document.createElement = function (name) { if (name === 'iframe') throw new Error('no'); return make.call(this, name) }",
  "frames without a document":
    "Object.defineProperty(HTMLIFrameElement.prototype, 'contentDocument', { get: () => null })",
  "frames that never load": "Object.defineProperty(HTMLIFrameElement.prototype, 'onload', { set() {} })",
  "a dialog that cannot be modal": "HTMLDialogElement.prototype.showModal = () => { throw new Error('no') }",
  "a browser without dialogs": "delete HTMLDialogElement.prototype.showModal",
  "no constructed style sheets": "window.CSSStyleSheet = undefined",
  "styles that cannot be computed": "window.getComputedStyle = () => { throw new Error('no') }",
}
for (const [name, script] of Object.entries(breakages)) {
  test(`${name}: one dialog, and it cancels`, async ({ page, visit }) => {
    publishConfirm(visit)
    await page.addInitScript(script)
    await visit.open(options, confirming)
    const flow = page.locator("holdfast-flow")
    const inside = (await flow.locator("iframe").count()) > 0 && !name.includes("frame") ? visit.flow : flow
    const yes = inside.getByRole("button", { name: "Cancel subscription" })
    await yes.click()
    await expect(inside.getByRole("heading", { name: "is cancelled" })).toBeVisible()
    await expect(flow).toHaveCount(1)
    expect(await visit.told()).toEqual(["cancelled"])
    await expect.poll(() => visit.standIn.reports.at(-1)?.session.canceled).toBe(true)
  })
}

for (const answer of [true, false]) {
  test(`where nothing can be shown the browser asks, and ${answer ? "yes cancels" : "no leaves no session"}`, async ({
    page,
    visit,
  }) => {
    const asked: string[] = []
    page.on("dialog", (dialog) => {
      asked.push(dialog.message())
      return answer ? dialog.accept() : dialog.dismiss()
    })
    await page.addInitScript("Element.prototype.attachShadow = () => { throw new Error('no') }")
    await visit.open(options, confirming)
    const fault = "the flow could not be shown (Error: no)"
    await expect.poll(visit.told).toEqual(answer ? [fault, "cancelled", "cancel"] : [fault, "abort"])
    expect(asked).toEqual(["Cancel your subscription?"])
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    if (answer) await expect.poll(() => visit.standIn.reports.at(-1)?.session.canceled).toBe(true)
    await page.goto("about:blank")
    // it is asked, and then it stands
    expect([visit.standIn.opened, visit.standIn.reports.length]).toEqual([[], answer ? 2 : 0])
  })
}

test("a flow that is closed before anything was seen leaves no session", async ({ page, visit }) => {
  await visit.open(options, "({onClose: () => told.push('closed')})")
  await visit.flow.getByRole("radio").first().waitFor()
  await page.evaluate(() => {
    const { holdfast: home, given } = window as unknown as {
      holdfast: { init: (...args: unknown[]) => void; hide: () => void }
      given: object
    }
    home.init("restart", given)
    home.hide()
  })
  await expect.poll(visit.told).toEqual(["closed", "closed"])
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  expect(visit.standIn.opened).toHaveLength(1)
  expect(new Set(visit.standIn.reports.map(({ run }) => run)).size).toBe(1)
})

const looks = {
  "scales its body": "body { transform: scale(.4); transform-origin: 0 0 }",
  "scales everything": "html { transform: scale(.4) rotate(20deg) }",
  "zooms its body": "body { zoom: 3 }",
  "zooms out everything": "html { zoom: .2 }",
  "filters and fades": "html, body { filter: blur(9px) opacity(0); opacity: 0 }",
  "clips and contains":
    "body { contain: strict; width: 10px; height: 10px; overflow: hidden; clip-path: inset(50%) }",
  "moves the element":
    "holdfast-flow { position: absolute !important; top: -9999px !important; transform: scale(0) !important; zoom: 9 !important }",
  "hides everything":
    "* { visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }",
  "undoes every style": "* { all: unset !important }",
  "hides what it does not know": "body > :not(#leave) { display: none !important }",
  "hides its body": "body { display: none }",
  "hides dialogs and frames":
    "dialog, iframe, dialog[open] { display: none !important; opacity: 0 !important }",
  "writes from right to left, upright": "html { direction: rtl; writing-mode: vertical-rl }",
  "has an inert body":
    "</style><script>addEventListener('DOMContentLoaded', () => { document.body.inert = true })</script><style>",
  "hides the element by its attributes":
    "</style><script>new MutationObserver(() => { const host = document.querySelector('holdfast-flow'); if (host) { host.hidden = true; host.inert = true; host.style.cssText = 'display: none !important' } }).observe(document, { childList: true, subtree: true })</script><style>",
}
for (const [name, css] of Object.entries(looks)) {
  test(`a page that ${name} shows the panel whole, and it cancels`, async ({ page, visit }) => {
    publishConfirm(visit)
    visit.standIn.pageBody = `<style>${css}</style>`
    await visit.open(options, confirming)
    const yes = visit.flow.getByRole("button", { name: "Cancel subscription" })
    await yes.waitFor()
    const panel = await visit.flow.locator(".panel").boundingBox()
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
    expect(panel?.width).toBeCloseTo(480, -1)
    expect(panel?.x).toBeCloseTo((width - 480) / 2, -1)
    expect(panel && panel.y + panel.height / 2).toBeCloseTo(height / 2, -2)
    await yes.click()
    await expect(visit.flow.getByRole("heading", { name: "is cancelled" })).toBeVisible()
    expect(await visit.told()).toEqual(["cancelled"])
  })
}

for (const policies of ["holdfast", "'none'", "default"]) {
  test(`trusted types with the policy ${policies}: nothing violates it`, async ({ page, visit }) => {
    const { standIn, flow } = visit
    standIn.pageHeaders = {
      "content-security-policy": `default-src 'none'; script-src ${standIn.api} 'unsafe-eval' 'trusted-types-eval'; connect-src ${standIn.api}; require-trusted-types-for 'script'; trusted-types ${policies}`,
    }
    await page.addInitScript(() => {
      const violations: string[] = []
      Object.assign(window, { violations })
      addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) =>
        violations.push(`${violatedDirective}: ${sample}`),
      )
    })
    await page.goto(standIn.page)
    await page.waitForFunction(() => "holdfast" in window)
    await page.evaluate((given) => {
      const home = window as unknown as { holdfast: { init: (...args: unknown[]) => void } }
      home.holdfast.init("show", given)
    }, options)
    await expect(flow.getByRole("button", { name: "Continue" })).toHaveCSS("font-weight", "600")
    await flow.getByRole("radio", { name: "Too expensive" }).check()
    await flow.getByRole("button", { name: "Continue" }).click()
    await flow.getByText("50% off").waitFor()
    expect(
      await page.evaluate(
        () =>
          document.querySelector("holdfast-flow")?.shadowRoot?.querySelector("iframe")?.contentDocument
            ?.compatMode,
      ),
    ).toBe("CSS1Compat")
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
  })
}
