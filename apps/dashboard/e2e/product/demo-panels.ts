import { readFileSync } from "node:fs"
import type { Locator, Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { expect } from "./visit.ts"
import { demoTest, reopenTest, visitDemo } from "./visit-demo.ts"

/** Every panel, with what its switch is called and the ways that the demo has to look at it. */
export const panels: { name: string; ways?: { of: string; labels: string[] }; made?: string[] }[] = [
  { name: "Save rate over time" },
  { name: "Outcomes" },
  { name: "Save rates" },
  { name: "Bounces" },
  { name: "Offers", ways: { of: "Offers by", labels: ["Kinds", "Offers", "Versions"] } },
  { name: "Reasons", ways: { of: "Reasons", labels: ["All", "By plan", "By age"] } },
  { name: "Why it changed" },
  { name: "Held" },
  { name: "Response flow" },
  { name: "Cohorts", ways: { of: "Cohorts by", labels: ["Age and plan", "Month of start"] } },
  {
    name: "Languages, regions and click to cancel",
    ways: { of: "Figures by", labels: ["Languages", "Regions", "Click to cancel"] },
  },
  { name: demoTest, made: ["one outcome a customer", "still in progress", "bounced", "whatever the dates"] },
]

export async function visitPanels(page: Page, acme: AcmeApp, name: string): Promise<void> {
  await visitDemo(page, acme)
  if (name === demoTest) await reopenTest(page, acme)
}

/** The file that the menu of a panel saves. */
export async function saved(page: Page, place: Locator, name: string, as: "CSV" | "PNG"): Promise<Buffer> {
  await place.getByRole("button", { name: `Save, and more: ${name}` }).click()
  const file = page.waitForEvent("download")
  await page.getByRole("menuitem", { name: `Save as ${as}` }).click()
  const download = await file
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^[a-z-]+-202\\d-\\d\\d-\\d\\d-2026-11-23\\.${as.toLowerCase()}$`),
  )
  await expect(page.getByRole("menu")).toHaveCount(0)
  return readFileSync(await download.path())
}
