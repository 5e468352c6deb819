import { expect, giveRole, goTo, rowOf, signInAs, test } from "./visit.ts"
import { flowIn, headings, watch } from "./visit-recording.ts"
import { recordRun } from "./watchable.ts"

test("whoever may not watch sees a grey icon with the reason, and no recording", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await giveRole(page, "viewer")
  await signInAs("ada", page.context())
  await goTo(page, "/?q=mary")
  const row = rowOf(page, "mary@example.com")
  await expect(row.getByRole("link", { name: /^Watch/ })).toHaveCount(0)
  const why = "This session was recorded; your role may not watch recordings here"
  await expect(row.getByRole("button", { name: why })).toBeVisible()
  const asked: string[] = []
  page.on("request", (request) => asked.push(request.url()))
  await goTo(page, `/sessions/${id}/recording`)
  await expect(page.getByText("Your role may not watch recordings here.")).toBeVisible()
  await goTo(page, `/sessions/${id}`)
  await expect(page.getByRole("link", { name: "Evidence" })).toBeVisible()
  await expect(page.getByRole("link", { name: "Recording", exact: true })).toHaveCount(0)
  expect(asked.filter((url) => /\/api\/.*\/recording$/.test(url))).toEqual([])
})

test("the player has an origin of its own and may ask nobody", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  const asked: string[] = []
  page.on("request", (request) => {
    if (request.frame() !== page.mainFrame()) asked.push(new URL(request.url()).pathname)
  })
  await watch(page, id)
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
  const frame = page.frames().find((each) => each.url().includes("/player/"))
  expect(await frame?.evaluate(() => origin)).toBe("null")
  await expect(frame?.evaluate(() => document.cookie)).rejects.toThrow("sandboxed")
  expect(asked).toEqual([expect.stringMatching(/^\/player\//), expect.stringMatching(/^\/js\/player-/)])
})
