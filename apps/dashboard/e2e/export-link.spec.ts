import { fixtureSum } from "./fixture-export-list.ts"
import { fixtureOwner } from "./fixture-state.ts"
import { expectInNobodysWay, widths } from "./nobodys-way.ts"
import { expect, setCookie, test, visit } from "./visit.ts"
import { visitWith } from "./visit-exports.ts"

const linkTo = (number: number) =>
  `/exports/01990000-0000-7000-a000-${String(number).padStart(12, "0")}?key=k3y&workspace=app_acme`

test("a mailed link shows the file, what it holds and how to check it", async ({ page }) => {
  await visitWith(page, "past", linkTo(3))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Export")
  for (const words of [
    "acme-sessions-2026-11-23.csv",
    "20,000 rows",
    "3.1 MB (3,100,000 bytes)",
    fixtureSum,
    "Live, last 90 days, Plan: Pro monthly",
    "owner@example.com",
    "Tuesday, 24 November 2026 at 10:00:00 CET (Europe/Berlin)",
    "sha256sum acme-sessions-2026-11-23.csv",
  ]) {
    await expect(page.getByRole("main").getByText(words, { exact: true })).toBeVisible()
  }
  const link = page.getByRole("link", { name: "Download 3.1 MB" })
  await expect(link).toHaveAttribute(
    "href",
    "/api/workspaces/app_acme/exports/01990000-0000-7000-a000-000000000003/file?key=k3y",
  )
  const saved = page.waitForEvent("download")
  await link.click()
  expect((await saved).suggestedFilename()).toBe("sessions.csv")
})

test("whoever is signed out signs in first, and comes to the file", async ({ page }) => {
  await setCookie(page.context(), "export", "past")
  await visit(page, "out", linkTo(3))
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(fixtureOwner.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(linkTo(3))
  await expect(page.getByRole("link", { name: "Download 3.1 MB" })).toBeVisible()
})

test("a link that has expired leads to the same sessions, to be exported again", async ({ page }) => {
  await visitWith(page, "expired", linkTo(1), "full")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has expired")
  await page.getByRole("link", { name: "Export again" }).click()
  await expect(page).toHaveURL("/?workspace=app_acme&range=90d&plan=4900+usd+1+month")
  await expect(page.getByRole("button", { name: "Export Data" })).toBeVisible()
})

for (const { whim, title, words } of [
  { whim: "tampered", title: "This link is not whole", words: "Open the link in the mail itself" },
  { whim: "gone", title: "There is no such export here", words: "It may belong to another workspace" },
] as const) {
  test(`a link that is ${whim} says so`, async ({ page }) => {
    await visitWith(page, whim, linkTo(3))
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByRole("main")).toContainText(words)
  })
}

test("a person whose role takes no exports reads who does", async ({ page }) => {
  await setCookie(page.context(), "role", "viewer")
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  await visitWith(page, "past", linkTo(3))
  await expect(page.getByRole("main")).toContainText("Only Owners and Admins can do this; you are a Viewer.")
  expect(asked.filter((path) => /^\/api\/.*\/exports/.test(path))).toEqual([])
})

test("in a person's several workspaces the link opens its own", async ({ page }) => {
  await visitWith(page, "past", linkTo(3).replace("app_acme", "app_north"), "teams")
  await expect(page.getByRole("main")).toContainText("Only Owners and Admins can do this; you are a Viewer.")
  await page.goto(linkTo(3))
  await expect(page.getByRole("link", { name: "Download 3.1 MB" })).toBeVisible()
})

for (const { number, words } of [
  { number: 2, words: "The file is being prepared." },
  { number: 4, words: "There is no file: the export failed." },
  { number: 5, words: "There is no file: somebody cancelled this export." },
  { number: 30, words: "This export has expired: its file was removed after 24 hours." },
]) {
  test(`an export without a file says: ${words}`, async ({ page }) => {
    await visitWith(page, "past", linkTo(number))
    await expect(page.getByRole("main").getByText(words)).toBeVisible()
    await expect(page.getByRole("link", { name: /^Download/ })).toHaveCount(0)
  })
}

test("a file that somebody removed is said to be gone, and leads to the same sessions", async ({ page }) => {
  await visitWith(page, "lost", linkTo(3), "full")
  const main = page.getByRole("main")
  const gone = "The file is gone: somebody removed it from where this server keeps its files."
  await expect(main.getByRole("status").filter({ hasText: gone })).toBeVisible()
  await expect(page.getByRole("link", { name: /^Download|^Manifest/ })).toHaveCount(0)
  await expect(main.getByText("Available until")).toHaveCount(0)
  await page.getByRole("link", { name: "Export again" }).click()
  await expect(page).toHaveURL("/?workspace=app_acme&range=90d&plan=4900+usd+1+month")
})

test("an export that cannot be loaded is tried again", async ({ page }) => {
  await visitWith(page, null, linkTo(3), "fault")
  await expect(page.getByRole("alert")).toContainText("could not load the export", { timeout: 10_000 })
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })
    for (const { whim, ready } of [
      { whim: "past", ready: "Check the file" },
      { whim: "hostile", ready: "Check the file" },
      { whim: "lost", ready: "What it holds" },
      { whim: "expired", ready: "This link has expired" },
      { whim: "tampered", ready: "This link is not whole" },
    ] as const) {
      test(`a link that is ${whim} stands in nobody's way, and fits`, async ({ page }) => {
        await visitWith(page, whim, linkTo(3))
        await expect(page.getByRole("heading", { name: ready })).toBeVisible()
        await expectInNobodysWay(page)
        expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
      })
    }
  })
}
