import type { Page } from "@playwright/test"
import type { FlowScriptMood } from "./stand-in.ts"
import { expect, options, test, type Visit } from "./visit.ts"

/** What the page is told, its own errors and rejections among it. */
const listening =
  "({onError: (e, type) => told.push([e.message.split(' (')[0], type]), handleCancel: () => {}})"

async function watchPage(page: Page): Promise<string[]> {
  const thrown: string[] = []
  page.on("pageerror", (error) => thrown.push(String(error)))
  return thrown
}

const flowScripts = ({ standIn }: Visit) => standIn.scripts.filter((path) => path !== "/js/app.js")

async function cancelAtOnce({ flow, standIn }: Visit) {
  const builtIn = flow.getByRole("heading", { name: "Cancel your subscription?" })
  await expect(builtIn).toBeVisible()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({
      canceled: true,
      customActionHandler: "handleCancel",
      stepsViewed: [{ stepType: "CONFIRM" }],
    })
}

test("a page view loads one script, the first flow one more, the next flow none", async ({ visit }) => {
  const { standIn, flow } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Close" }).click()
  await visit.show("restart")
  await flow.getByRole("radio", { name: "Too expensive" }).waitFor()
  expect(standIn.opened).toHaveLength(2)
  expect(standIn.scripts).toEqual(["/js/app.js", expect.stringMatching(/^\/js\/flow-[0-9a-f]{12}\.js$/)])
})

test("a page that opens no flow loads nothing but app.js", async ({ page, visit }) => {
  const { page: address, api } = visit.standIn
  const requests: string[] = []
  page.on("request", (request) => requests.push(request.url()))
  await page.goto(address)
  await page.waitForFunction(() => "holdfast" in window)
  // whatever the script began when it ran comes before this
  await page.evaluate((url) => fetch(url, { mode: "no-cors" }), `${api}/js/app.js`)
  expect(new Set(requests)).toEqual(
    new Set([`${address}/`, `${api}/js/app.js?appId=abc`, `${api}/js/app.js`]),
  )
})

test("the browser keeps the second script, so that the next page fetches it no more", async ({
  page,
  visit,
}) => {
  const answered = page.waitForResponse(/\/js\/flow-/)
  await visit.open()
  expect((await answered).headers()["cache-control"]).toBe("public, max-age=31536000, immutable")
  await visit.flow.getByRole("radio").first().waitFor()
  await page.goto("about:blank")
  await visit.open()
  await visit.flow.getByRole("radio").first().waitFor()
  expect(flowScripts(visit)).toHaveLength(1)
})

test("the second script is fetched while the flow is still being asked for", async ({ visit }) => {
  visit.standIn.mood.open = "silent"
  await visit.open()
  await expect.poll(() => flowScripts(visit)).toHaveLength(1)
  await expect(visit.flow.getByRole("heading", { name: "One moment" })).toBeVisible()
})

for (const mood of ["gone", "page", "other", "silent"] satisfies FlowScriptMood[]) {
  test(`a second script that is ${mood} leads to the built-in step, which cancels`, async ({
    page,
    visit,
  }) => {
    const thrown = await watchPage(page)
    visit.standIn.mood.flowScript = mood
    await visit.open(options, listening)
    await cancelAtOnce(visit)
    const [path = ""] = flowScripts(visit)
    const name = path.slice("/js/".length)
    const sentence = mood === "silent" ? "did not load within 3 seconds" : "could not be loaded"
    expect(await visit.told()).toEqual([[`${name} ${sentence}`, "cancel_flow"]])
    expect(thrown).toEqual([])
  })
}

test("a second script that something in the browser blocks leads to the built-in step", async ({
  page,
  visit,
}) => {
  const thrown = await watchPage(page)
  await page.route(/\/js\/flow-/, (route) => route.abort("blockedbyclient"))
  await visit.open(options, listening)
  await cancelAtOnce(visit)
  expect(await visit.told()).toHaveLength(1)
  expect(thrown).toEqual([])
})

test("without its second script the flow keeps the customer's language and the merchant's colours", async ({
  visit,
}) => {
  const { standIn, flow } = visit
  standIn.mood.flowScript = "gone"
  await visit.open({ ...options, i18n: { lang: "fr" } })
  const yes = flow.getByRole("button", { name: "Résilier l’abonnement" })
  await expect(yes).toHaveCSS("background-color", "rgb(79, 70, 229)")
})

test("a script that came too late is there for the next flow", async ({ page, visit }) => {
  let letThrough = () => {}
  const isFree = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route(/\/js\/flow-/, async (route) => {
    await isFree
    await route.continue()
  })
  await visit.open(options, listening)
  const builtIn = visit.flow.getByRole("heading", { name: "Cancel your subscription?" })
  await expect(builtIn).toBeVisible()
  letThrough()
  await visit.show("restart")
  await expect(visit.flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  expect(flowScripts(visit)).toHaveLength(1)
})

test("a script that failed is asked for again by the next flow", async ({ page, visit }) => {
  const { standIn, flow } = visit
  let isBlocked = true
  await page.route(/\/js\/flow-/, (route) => (isBlocked ? route.abort() : route.continue()))
  await visit.open(options, listening)
  await expect(flow.getByRole("heading", { name: "Cancel your subscription?" })).toBeVisible()
  isBlocked = false
  await visit.show("restart")
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  expect(standIn.opened).toHaveLength(2)
})

for (const source of ["'nonce-4f1c'", "'nonce-4f1c' 'strict-dynamic'"]) {
  test(`a page whose policy is ${source} shows the whole flow`, async ({ page, visit }) => {
    const { standIn, flow } = visit
    standIn.scriptAttributes = 'nonce="4f1c"'
    const policy = `default-src 'none'; script-src ${source} 'unsafe-eval'; connect-src ${standIn.api}`
    standIn.pageHeaders = { "content-security-policy": policy }
    const thrown = await watchPage(page)
    await visit.open(options, listening)
    await flow.getByRole("radio", { name: "Too expensive" }).check()
    expect(await visit.told()).toEqual([])
    expect(thrown).toEqual([])
  })
}

test("a policy that allows app.js alone leads to the built-in step", async ({ page, visit }) => {
  const { standIn } = visit
  const policy = `default-src 'none'; script-src ${standIn.api}/js/app.js 'unsafe-eval'; connect-src ${standIn.api}`
  standIn.pageHeaders = { "content-security-policy": policy }
  const thrown = await watchPage(page)
  await visit.open(options, listening)
  await cancelAtOnce(visit)
  expect(await visit.told()).toHaveLength(1)
  expect(flowScripts(visit)).toEqual([])
  expect(thrown).toEqual([])
})
