import { expect, type Page } from "@playwright/test"
import { tabTo } from "../tab-to.ts"
import { look, openPanel, see } from "./looked-at.ts"

const openFilters = openPanel(/^Filters/, "Filters")
const chips =
  "/?offer=none&segment=primary&not-response=Too+expensive,Missing+features&status=on-trial,active"

async function openCalendar(page: Page) {
  await page.getByRole("button", { name: /^Date range/ }).click()
  await expect(page.getByRole("button", { name: "2 November 2026", exact: true })).toBeVisible()
}

const openMenu = (button: RegExp, item: string) => async (page: Page) => {
  await page.getByRole("button", { name: button }).press("Enter")
  await expect(page.getByRole("menuitemradio", { name: item })).toBeVisible()
}

async function openDrawer(page: Page) {
  const button = page.getByRole("button", { name: "Open the menu" })
  await expect(page.getByRole("article").first()).toBeVisible()
  if (await button.isVisible()) await button.click()
  await expect(page.getByRole("link", { name: "Cancellation Analytics" })).toBeVisible()
}

async function hoverPlay(page: Page) {
  await page.getByRole("link", { name: "Watch the recording" }).first().hover()
  await expect(page.getByRole("tooltip")).toBeVisible()
}

async function reachRow(page: Page) {
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.getByRole("button", { name: "Export Data" }).focus()
  await tabTo(page, page.getByRole("article").first())
}

/** The Activity Stream. */
export const streamPages = [
  look("every state of a row", "full", "/", see("grace.hopper")),
  look("test mode, empty", "empty", "/?mode=test", see("No test")),
  look("loading", "slow", "/", see("Activity Stream")),
  look("fault", "fault", "/?mode=x", see("went wrong on its side")),
  look("several workspaces", "teams", "/", see("grace.hopper")),
  look("hostile text", "hostile", "/", (page) => expect(page.getByRole("article")).toHaveCount(10)),
  look("filters open", "full", "/?offer=pause&not-billing=annual", openFilters),
  look("filters of hostile values", "hostile", "/", openFilters),
  look("calendar open", "full", "/", openCalendar),
  look("mode menu open", "full", "/", openMenu(/^Mode/, "Sandbox")),
  look("drawer open", "full", "/", openDrawer),
  look("a tooltip", "full", "/", hoverPlay),
  look("a row with the focus", "full", "/", reachRow),
  look("no workspace", "homeless", "/", see("workspace")),
  look("chips", "full", chips, see("Missing features")),
  look(
    "a search with resting filters",
    "full",
    "/?offer=pause&not-response=Too+expensive&q=ada",
    see("Searching all live sessions"),
  ),
  look("a search without a match", "full", "/?q=nobody&within=filters", see("Nothing found for")),
  look(
    "filters without a match",
    "full",
    "/?offer=pause&billing=annual",
    see("No session matches these filters"),
  ),
]
