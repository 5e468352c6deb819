import { test as base, expect } from "@playwright/test"
import type { Engine, Tab } from "../../../../e2e/engines/engine.ts"
import { type EngineName, startEngine } from "../../../../e2e/engines/start-engine.ts"
import { type AcmeApp, startAcmeApp } from "../product/acme-app.ts"
import { owner } from "../product/people.ts"

/** What somebody at the merchant does every day, in every engine alike. The rest is in Chromium's suites. */

const test = base.extend<{ acme: AcmeApp }, { engineName: EngineName; engine: Engine }>({
  engineName: ["firefox", { scope: "worker", option: true }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await startEngine(engineName)
      await use(engine)
      await engine.close()
    },
    { scope: "worker", timeout: 90_000 },
  ],
  acme: async ({ engine }, use) => {
    const acme = await startAcmeApp({ hasMail: false })
    await acme.record("full")
    await use(acme)
    await engine.tab.goto("about:blank")
    await acme.close()
  },
})

const text = JSON.stringify
const heading = (tab: Tab) => tab.evaluate(`document.querySelector("h1")?.textContent`)
const rows = (tab: Tab) => tab.evaluate<number>(`document.querySelectorAll("article").length`)
const statuses = (tab: Tab) =>
  tab.evaluate<string[]>(
    `[...document.querySelectorAll("[role=status]")].map((each) => each.textContent.trim())`,
  )

/** Types into a field as React hears it, and sends its form. */
const fill = (tab: Tab, selector: string, words: string) =>
  tab.evaluate(`(() => {
    const field = document.querySelector(${text(selector)})
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, ${text(words)})
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })()`)

async function signIn(tab: Tab, url: string) {
  // the browser's clock is the real one, so the days are named
  await tab.goto(`${url}/?from=2026-10-01&to=2026-11-23`)
  await expect.poll(() => tab.evaluate(`!!document.querySelector("input[type=password]")`)).toBe(true)
  await fill(tab, "input[autocomplete=username]", owner.email)
  await fill(tab, "input[type=password]", owner.password)
  await tab.evaluate(`void document.querySelector("form").requestSubmit()`)
  await expect.poll(() => heading(tab)).toBe("Cancellation Analytics")
  await expect.poll(() => rows(tab)).toBeGreaterThan(5)
}

test("signing in, reading the stream, searching it, opening a session and coming back", async ({
  engine: { tab },
  acme,
}) => {
  await signIn(tab, acme.url)
  await tab.evaluate(`void (window.faults = [], addEventListener("error", (e) => faults.push(e.message)))`)
  await fill(tab, "input[type=search]", "ada@exam")
  await tab.evaluate(`void document.querySelector("input[type=search]").closest("form").requestSubmit()`)
  await expect.poll(() => statuses(tab)).toContain("2 sessions")
  await expect.poll(() => rows(tab)).toBe(2)
  await tab.evaluate(`void document.querySelector("article a[href*='/sessions/']").click()`)
  await expect.poll(() => tab.evaluate("location.pathname")).toContain("/sessions/")
  await expect.poll(() => tab.evaluate("document.body.textContent")).toContain("ada@example.com")
  await tab.evaluate("void history.back()")
  await expect.poll(() => rows(tab)).toBe(2)
  expect(await tab.evaluate("faults")).toEqual([])
})
