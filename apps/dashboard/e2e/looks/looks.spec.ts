import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { abTestPages } from "./looks-ab-tests.ts"
import { accountPages, doorPages } from "./looks-account.ts"
import { innerPages } from "./looks-pages.ts"
import { streamPages } from "./looks-stream.ts"
import { workspacePages } from "./looks-workspace.ts"
import { expect, test, visit } from "./visit.ts"

const pages = [
  ...doorPages,
  ...streamPages,
  ...innerPages,
  ...abTestPages,
  ...workspacePages,
  ...accountPages,
]
const [narrow, wide] = widths
const height = 800

test.use({ viewport: { width: narrow, height } })

for (const { name, scenario, address, ready } of pages) {
  test(`${name}: nothing stands in anybody's way, nothing hangs out`, async ({ page }) => {
    const open = async () => {
      await visit(page, scenario, address)
      await ready(page)
    }
    await open()
    await expectInNobodysWay(page)
    // a page follows its window, which costs a third of opening it anew; what floats above it is opened where it is looked at
    const floats = (await page.locator('[role="dialog"], [role="menu"], [role="tooltip"]').count()) > 0
    await page.setViewportSize({ width: wide, height })
    if (floats) await open()
    await expectInNobodysWay(page)
    expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
  })
}
