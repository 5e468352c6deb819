import { expect, test } from "@playwright/test"
import { cancelAnyway, openShop, rowsOf, signIn, startCancelling } from "./visit.ts"

test("a retention manager watches a customer come, and cancel, without touching the page", async ({
  page: shop,
  browser,
}) => {
  const manager = await (await browser.newContext()).newPage()
  await signIn(manager)
  await expect(manager.getByRole("button", { name: "Updating live" })).toBeVisible()
  const rows = rowsOf(manager, "teo.marchetti@example.com")
  const first = await manager.getByRole("article").first().getAttribute("id")
  const before = await rows.count()
  await manager.evaluate(() => Object.assign(globalThis, { isSamePage: true }))

  await openShop(shop, "lan_teo")
  const flow = await startCancelling(shop)
  const pill = manager.getByRole("button", { name: "1 new session" })
  await expect(pill).toBeVisible()
  expect(await rows.count()).toBe(before)
  expect(await manager.getByRole("article").first().getAttribute("id")).toBe(first)

  await manager.bringToFront()
  await pill.click()
  const row = rows.first()
  await expect(row).toBeFocused()
  await expect(row).toHaveAccessibleName("teo.marchetti@example.com, In progress")

  await cancelAnyway(flow, "Too expensive")
  await expect(row).toHaveAccessibleName("teo.marchetti@example.com, Cancelled")
  await expect(row.getByText("Too expensive")).toBeVisible()
  expect(await rows.count()).toBe(before + 1)
  expect(await manager.evaluate(() => Reflect.get(globalThis, "isSamePage"))).toBe(true)
  await manager.context().close()
})

test("a view that is saved and shared is there on the next visit, and leads to the same address", async ({
  page,
}) => {
  await signIn(page)
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await page.getByRole("button", { name: "Views" }).click()
  await page.getByRole("menuitem", { name: "Save this view…" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Our tests")
  await page.getByRole("checkbox", { name: "Share with everybody in this workspace" }).check()
  await page.getByRole("button", { name: "Save view" }).click()
  await expect(page.getByRole("button", { name: "View: Our tests" })).toBeVisible()
  const address = page.url()
  await page.goto("/")
  await page.getByRole("button", { name: /^View/ }).click()
  await page.getByRole("menuitemradio", { name: "Our tests" }).click()
  await expect(page).toHaveURL(address)
})
