import { breakDown, expect, test, visit } from "./visit.ts"

test("a developer adds a return address, is told what is none, and takes it off", async ({ page }) => {
  await visit(page, "full", "/cancel-link", "developer")
  await expect(page.getByRole("main")).toContainText(/\/cancel\/[a-z0-9]+\?token=/)
  const field = page.getByLabel("Address", { exact: true })
  const add = page.getByRole("button", { name: "Add address" })
  const list = page.getByRole("list", { name: "Return addresses" })
  await expect(list).toHaveCount(0)
  await expect(add).toBeDisabled()
  await field.fill("http://shop.example/account?from=mail")
  await add.click()
  await expect(page.getByRole("alert")).toContainText(
    "returnAddresses[0] takes an address such as https://shop.example/account",
  )
  await field.fill("https://Shop.example/account")
  await field.press("Enter")
  await expect(list.getByRole("listitem")).toHaveText(["https://shop.example/accountRemove"])
  await expect(page.getByRole("alert")).toHaveCount(0)
  await expect(field).toHaveValue("")
  await field.fill("https://help.example")
  await add.click()
  await expect(list.getByRole("listitem")).toHaveCount(2)
  await page.reload()
  await page.getByRole("button", { name: "Remove https://shop.example/account" }).click()
  await expect(list.getByRole("listitem")).toHaveText(["https://help.example/Remove"])
})

test("the cancel link cannot be loaded: the page says so, and can be tried again", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/cancel-link$/)
  await visit(page, "empty", "/cancel-link")
  await expect(page.getByRole("alert")).toContainText("could not load the cancel link")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})
