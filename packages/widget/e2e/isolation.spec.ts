import { expect, options, test } from "./visit.ts"

const hostile = `<style>
  * { color: red !important; font: 40px fantasy !important; display: block !important; }
  holdfast-flow, dialog, iframe { visibility: hidden !important; opacity: 0 !important; width: 1px !important; }
</style><div style="position:fixed;inset:0;z-index:2147483647">In front of everything</div>`

test("neither side's styles reach the other, whatever the page's z-index", async ({ page, visit }) => {
  visit.standIn.pageBody = hostile
  await visit.open()
  const radio = visit.flow.getByRole("radio", { name: "Too expensive" })
  await radio.check()
  const heading = visit.flow.getByRole("heading")
  await expect(heading).toHaveCSS("font-size", "24px")
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe("visible")
})

for (const policies of ["holdfast", "'none'"]) {
  test(`under a strict policy with trusted types ${policies} the flow is complete`, async ({
    page,
    visit,
  }) => {
    const { standIn, flow } = visit
    standIn.pageHeaders = {
      "content-security-policy": `default-src 'none'; script-src ${standIn.api}; connect-src ${standIn.api}; require-trusted-types-for 'script'; trusted-types ${policies}`,
    }
    await page.goto(standIn.page)
    await page.waitForFunction(() => "holdfast" in window)
    await page.evaluate((given) => {
      ;(window as unknown as { holdfast: { init: (...args: unknown[]) => void } }).holdfast.init(
        "show",
        given,
      )
    }, options)
    await expect(flow.getByRole("button", { name: "Continue" })).toHaveCSS("font-weight", "600")
  })
}

test("the frame stays clear over a page of either colour scheme", async ({ page, visit }) => {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    visit.standIn.pageBody = `<style>:root{color-scheme:${scheme}}body{background:rgb(0,200,0)}</style>`
    await visit.open()
    await visit.flow.getByRole("radio").first().waitFor()
    await expect
      .poll(async () => {
        const shot = (await page.screenshot({ clip: { x: 5, y: 300, width: 1, height: 1 } })).toString(
          "base64",
        )
        return page.evaluate(async (data) => {
          const image = new Image()
          image.src = `data:image/png;base64,${data}`
          await image.decode()
          const context = document.createElement("canvas").getContext("2d")
          context?.drawImage(image, 0, 0)
          const [red = 0, green = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
          return green > 60 && red < 40
        }, shot)
      })
      .toBe(true)
  }
})

test("what a page put there stays, and loading twice changes nothing", async ({ page, visit }) => {
  await page.addInitScript(() => {
    Object.assign(window, { churnkey: { created: true } })
  })
  await page.goto(visit.standIn.page)
  await page.waitForFunction(() => "holdfast" in window)
  const before = await page.evaluate(() => {
    const home = window as unknown as Record<"holdfast" | "churnkey", Record<string, unknown>>
    Object.assign(window, { kept: home.holdfast.init })
    const { created, check, managedFlow } = home.churnkey
    return { same: home.holdfast === home.churnkey, created, check, managedFlow }
  })
  expect(before).toEqual({ same: true, created: true, check: undefined, managedFlow: undefined })
  await page.addScriptTag({ url: `${visit.standIn.api}/js/app.js?appId=abc` })
  expect(
    await page.evaluate(() => {
      const home = window as unknown as { kept: unknown; holdfast: { init: unknown } }
      return home.kept === home.holdfast.init
    }),
  ).toBe(true)
})

test("without storage the flow works all the same", async ({ page, visit }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new Error("denied")
      },
    })
  })
  await visit.open()
  await visit.flow.getByRole("button", { name: "Close" }).click()
  await expect.poll(() => visit.standIn.reports.at(-1)?.session.aborted).toBe(true)
})
