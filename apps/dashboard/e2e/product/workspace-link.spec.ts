import { expect, rowOf, test, visit, visitAs } from "./visit.ts"

const sessionPath = "/sessions/01990000-0000-7000-8000-000000000002"

test("an address names its workspace even where a person has one alone", async ({ page }) => {
  await visit(page, "full", "/?range=1y")
  await expect(page).toHaveURL("/?workspace=acmecloud&range=1y")
  await rowOf(page, "cheaper plan").getByRole("link", { name: "Cancelled" }).click()
  await expect(page).toHaveURL(`${sessionPath}?workspace=acmecloud`)
})

test("a link to a session leads a colleague into its workspace, though their first is another", async ({
  page,
  browser,
}) => {
  await visit(page, "full", sessionPath)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
  const colleague = await visitAs("grace", page, browser, page.url())
  await expect(colleague.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
  await expect(colleague.getByRole("button", { name: "Workspace" })).toContainText("Acme Cloud")
  await colleague.goto("/")
  await expect(colleague).toHaveURL("/?workspace=abbeybook")
  await colleague.context().close()
})

test("whoever is not in the workspace of a link is told so, and shown nothing of another", async ({
  page,
  browser,
}) => {
  await visit(page, "full", "/?range=1y")
  await expect(page).toHaveURL("/?workspace=acmecloud&range=1y")
  const asked: string[] = []
  const stranger = await visitAs("edsger", page, browser, "/forgot-password")
  stranger.on("request", (request) => {
    if (request.url().includes("/api/workspaces/")) asked.push(request.url())
  })
  await stranger.goto(page.url())
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(
    "This link leads to a workspace you are not in",
  )
  await expect(stranger.getByRole("main")).toContainText("the workspace acmecloud")
  await expect(stranger.getByRole("main")).toContainText("edsger@example.com")
  expect(asked).toEqual([])
  await stranger.getByRole("link", { name: "Go to Abbey Books" }).click()
  await expect(stranger).toHaveURL("/?workspace=abbeybook")
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await stranger.context().close()
})

test("whoever is in that workspace under another address signs in with it and comes to the link", async ({
  page,
}) => {
  await visit(page, "full", "/?workspace=app_gone&range=1y")
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page).toHaveURL("/sign-in?to=%2F%3Fworkspace%3Dapp_gone%26range%3D1y")
})

test("a workspace named to do harm is text", async ({ page }) => {
  const name = encodeURIComponent(`<img src=x onerror='window.hasRun=true'>\u202e${"W".repeat(5000)}`)
  await visit(page, "full", `/?workspace=${name}`)
  await expect(page.getByRole("main")).toContainText("<img src=x onerror='window.hasRun=true'>")
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBe(view)
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
})
