import { expect, type Page, test } from "@playwright/test"
import { product, readKeys } from "./product.ts"
import { signIn } from "./visit.ts"
import { invite, join } from "./visit-people.ts"

const invited = { email: "vera.viewer@example.com", name: "Vera Viewer", password: "a password of her own" }

/** What the page itself gets when it asks, as its person. */
const statusOf = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(path, {
        method,
        ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      })
      return answer.status
    },
    { method, path, ...(body && { body }) },
  )

test("the owner invites a viewer, who finds nothing that is not for them, on the screen or by asking", async ({
  page: owner,
  browser,
}) => {
  await signIn(owner)
  const link = await invite(owner, invited.email, "Viewer")
  await expect(owner.getByRole("listitem").filter({ hasText: invited.email })).toContainText(
    "expires in 7 days",
  )

  const viewer = await (await browser.newContext()).newPage()
  await viewer.goto(link)
  await expect(viewer.getByText(`Owner invites ${invited.email} as a Viewer.`)).toBeVisible()
  await join(viewer, invited)
  await expect(viewer.getByRole("article").first()).toBeVisible()

  await expect(viewer.getByRole("link", { name: "People" })).toHaveCount(0)
  await viewer.goto("/people")
  await expect(viewer.getByText("Only Owners and Admins can do this; you are a Viewer.")).toBeVisible()
  const { appId } = readKeys()
  const below = `/api/workspaces/${appId}`
  const { id } = (await (await viewer.request.get("/api/me")).json()).user
  const asked = [
    await statusOf(viewer, "GET", `${below}/people`),
    await statusOf(viewer, "PATCH", `${below}/people/${id}`, { role: "admin" }),
    await statusOf(viewer, "DELETE", `${below}/people/${id}`),
    await statusOf(viewer, "GET", `${below}/invitations`),
    await statusOf(viewer, "POST", `${below}/invitations`, { email: "x@example.com", role: "admin" }),
    await statusOf(viewer, "POST", `${below}/hand-over`, { personId: id, password: invited.password }),
  ]
  expect(asked).toEqual(asked.map(() => 403))
  expect(await statusOf(viewer, "GET", `${below}/sessions`)).toBe(200)

  const again = await (await browser.newContext()).newPage()
  await again.goto(link)
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("This invitation has been accepted")
  await again.context().close()

  await viewer.goto("/")
  await expect(viewer.getByRole("article").first()).toBeVisible()
  await owner.reload()
  await owner.getByRole("button", { name: `Remove ${invited.name}` }).click()
  await owner.getByRole("button", { name: "Remove and sign out" }).click()
  await expect(owner.getByText(`${invited.name} is removed and signed out.`)).toBeVisible()
  // their page notices by itself: its stream of changes ends
  await expect(viewer.getByRole("heading", { level: 1 })).toHaveText("Sign in")
  await viewer.context().close()
})

test("the page of an invitation hands its address to nobody", async ({ page }) => {
  const answer = await page.goto(`${product.url}/invitation?token=nobodys`)
  expect(answer?.headers()["referrer-policy"]).toBe("no-referrer")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link leads to no invitation")
})
