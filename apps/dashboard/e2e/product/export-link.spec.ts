import type { Role } from "@holdfast/protocol"
import type { Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { addPastExports, loseFiles, makeExport, view } from "./past-exports.ts"
import { owner } from "./people.ts"
import { breakDown, expect, goTo, test, visit } from "./visit.ts"

/** The page of a mailed link, with what is known of the file. */
async function visitLink(page: Page, acme: AcmeApp, role?: Role) {
  await acme.record("many")
  const made = await makeExport(acme)
  await visit(page, "empty", made.link, role)
  return made
}

test("a mailed link shows the file, what it holds and how to check it", async ({ page, acme }) => {
  const { id, name, bytes, sha256, link: mailed } = await visitLink(page, acme)
  const kilobytes = `${(bytes / 1000).toFixed(1)} kB`
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Export")
  for (const words of [
    name,
    "34 rows",
    `${kilobytes} (${bytes.toLocaleString("en")} bytes)`,
    sha256,
    "owner@example.com",
    "Tuesday, 24 November 2026 at 10:00:00 CET (Europe/Berlin)",
    `sha256sum ${name}`,
  ]) {
    await expect(page.getByRole("main").getByText(words, { exact: true })).toBeVisible()
  }
  const link = page.getByRole("link", { name: `Download ${kilobytes}` })
  await expect(link).toHaveAttribute(
    "href",
    `/api/workspaces/acmecloud/exports/${id}/file?key=${new URLSearchParams(mailed.split("?")[1]).get("key")}`,
  )
  const saved = page.waitForEvent("download")
  await link.click()
  expect((await saved).suggestedFilename()).toBe(name)
})

test("whoever is signed out signs in first, and comes to the file", async ({ page, acme }) => {
  await acme.record("many")
  const { link } = await makeExport(acme)
  await goTo(page, link)
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(link)
  await expect(page.getByRole("link", { name: /^Download/ })).toBeVisible()
})

test("a link that has expired leads to the same sessions, to be exported again", async ({ page, acme }) => {
  await acme.record("many")
  const { link } = await makeExport(acme)
  acme.setTime("2026-11-24T12:00:00.000Z")
  await visit(page, "empty", link)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has expired")
  await page.getByRole("link", { name: "Export again" }).click()
  await expect(page).toHaveURL(`/?workspace=acmecloud&${view}`)
  await expect(page.getByRole("button", { name: "Export Data" })).toBeVisible()
})

test("a link that was changed says so", async ({ page, acme }) => {
  await acme.record("many")
  const { link } = await makeExport(acme)
  await visit(page, "empty", link.replace(/key=./, "key=_"))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is not whole")
  await expect(page.getByRole("main")).toContainText("Open the link in the mail itself")
})

test("a link to no export says so", async ({ page, acme }) => {
  await acme.record("many")
  const { id } = await makeExport(acme)
  await visit(page, "empty", `/exports/${id.replace(/.$/, (last) => (last === "0" ? "1" : "0"))}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such export here")
  await expect(page.getByRole("main")).toContainText("It may belong to another workspace")
})

test("a person whose role takes no exports reads who does", async ({ page, acme }) => {
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  await visitLink(page, acme, "viewer")
  await expect(page.getByRole("main")).toContainText("Only Owners and Admins can do this; you are a Viewer.")
  expect(asked.filter((path) => /^\/api\/.*\/exports/.test(path))).toEqual([])
})

test("in a person's several workspaces the link opens its own", async ({ page, acme }) => {
  await acme.setRole("ada", "viewer", acme.place.northwind)
  await acme.record("many")
  const { link } = await makeExport(acme)
  await visit(page, "empty", link.replace("acmecloud", "northwind"))
  await expect(page.getByRole("main")).toContainText("Only Owners and Admins can do this; you are a Viewer.")
  await page.goto(link)
  await expect(page.getByRole("link", { name: /^Download/ })).toBeVisible()
})

for (const { place, words } of [
  { place: 0, words: "The file is being prepared." },
  { place: 1, words: "There is no file: the export failed." },
  { place: 2, words: "There is no file: somebody cancelled this export." },
  { place: 3, words: "This export has expired: its file was removed after 24 hours." },
]) {
  test(`an export without a file says: ${words}`, async ({ page, acme }) => {
    await acme.record("many")
    const { others } = await addPastExports(acme)
    await visit(page, "empty", `/exports/${others[place]}`)
    await expect(page.getByRole("main").getByText(words)).toBeVisible()
    await expect(page.getByRole("link", { name: /^Download/ })).toHaveCount(0)
  })
}

test("a file that somebody removed is said to be gone, and leads to the same sessions", async ({
  page,
  acme,
}) => {
  await acme.record("many")
  const { link } = await makeExport(acme)
  await loseFiles(acme)
  await visit(page, "empty", link)
  const main = page.getByRole("main")
  const gone = "The file is gone: somebody removed it from where this server keeps its files."
  await expect(main.getByRole("status").filter({ hasText: gone })).toBeVisible()
  await expect(page.getByRole("link", { name: /^Download|^Manifest/ })).toHaveCount(0)
  await expect(main.getByText("Available until")).toHaveCount(0)
  await page.getByRole("link", { name: "Export again" }).click()
  await expect(page).toHaveURL(`/?workspace=acmecloud&${view}`)
})

test("an export that cannot be loaded is tried again", async ({ page, acme }) => {
  await breakDown(page, /\/api\/.*\/exports\/[^/]+$/)
  await visitLink(page, acme)
  await expect(page.getByRole("alert")).toContainText("could not load the export")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})
