import { expect, expectMatches, test, visit } from "./visit.ts"

/** Functions that came after the oldest supported browsers: Chrome 111, Firefox 114, Safari 16.4. */
const newer: Record<string, string[]> = {
  AbortSignal: ["any"],
  Array: ["fromAsync"],
  "Array.prototype": ["toReversed", "toSorted", "toSpliced", "with"],
  "Element.prototype": ["moveBefore", "setHTML", "setHTMLUnsafe"],
  "HTMLElement.prototype": ["hidePopover", "showPopover", "togglePopover"],
  Intl: ["DurationFormat", "Segmenter"],
  "Iterator.prototype": ["drop", "every", "filter", "find", "flatMap", "map", "some", "take", "toArray"],
  Map: ["groupBy"],
  Math: ["f16round", "sumPrecise"],
  Object: ["groupBy"],
  Promise: ["try", "withResolvers"],
  "ReadableStream.prototype": ["values"],
  RegExp: ["escape"],
  Response: ["json"],
  "Set.prototype": ["difference", "intersection", "isDisjointFrom", "isSubsetOf", "isSupersetOf", "union"],
  "String.prototype": ["isWellFormed", "toWellFormed"],
  URL: ["canParse", "parse"],
  "Uint8Array.prototype": ["toHex", "toBase64", "toReversed", "toSorted", "with"],
  "URLSearchParams.prototype": ["size"],
  "Document.prototype": ["startViewTransition"],
  globalThis: ["cookieStore", "navigation", "requestIdleCallback", "scheduler", "URLPattern"],
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript((newer) => {
    const inside = (place: unknown, name: string): unknown =>
      typeof place === "object" || typeof place === "function" ? Reflect.get(Object(place), name) : undefined
    for (const [path, names] of Object.entries(newer)) {
      const place = path.split(".").reduce<unknown>(inside, globalThis)
      for (const name of names) if (place) Reflect.deleteProperty(Object(place), name)
    }
  }, newer)
})

// a script error on any of them fails the test
test("the oldest supported browsers show the stream, search, filter, choose days and export", async ({
  page,
}) => {
  await visit(page, "full", "/?mode=live&response=Too+expensive")
  expect(await page.evaluate(() => "canParse" in URL && "parse" in URL)).toBe(false)
  await page.getByRole("button", { name: "Clear all" }).click()
  await expectMatches(page, "14 sessions")
  await page.getByRole("searchbox", { name: /^Search sessions/ }).fill("ada")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Searching all live sessions")).toBeVisible()
  await page.getByRole("button", { name: "Clear search" }).click()
  await page.getByRole("button", { name: /^Filters/ }).click()
  await page.getByRole("checkbox", { name: "Too expensive" }).press("End")
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: /^Date range/ }).click()
  await page.getByRole("button", { name: "2 November 2026", exact: true }).click()
  await page.getByRole("button", { name: "4 November 2026", exact: true }).click()
  await expect(page).toHaveURL(/from=2026-11-02&to=2026-11-04/)
  await page.goBack()
  await page.getByRole("button", { name: "Export Data" }).click()
  const dialog = page.getByRole("dialog")
  await dialog
    .getByRole("button", { name: /^Move .* down/ })
    .first()
    .click()
  await dialog.getByRole("button", { name: /^Export \d+ sessions/ }).click()
  await expect(page.getByText(/^Saved: \d+ rows/)).toBeVisible()
})

const places = [
  ["/sessions/01990000-0000-7000-8000-000000000002", "Session of ada@example.com"],
  ["/customers/cus_ada", "ada@example.com"],
  ["/versions/bp_1", "Annual teams, version 1"],
  ["/keys", "Keys"],
  ["/webhooks", "Webhooks"],
  ["/cancel-link", "Cancel link"],
  ["/people", "People"],
  ["/outbox", "Mail"],
  ["/audit-log", "Audit log"],
  ["/security", "Security"],
  ["/account", "Your account"],
] as const

test("the oldest supported browsers show every page", async ({ page }) => {
  await visit(page, "told")
  for (const [address, title] of places) {
    await page.goto(address)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByRole("heading", { level: 2 }).or(page.getByRole("listitem")).first()).toBeVisible()
  }
})

test("the oldest supported browsers sign in", async ({ page, acme }) => {
  await page.goto(`${acme.url}/?mode=test`)
  await page.getByLabel("Email").fill("ada@example.com")
  await page.getByRole("textbox", { name: "Password" }).fill("wrong")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toBeVisible()
})
