import { test as base, type Page } from "@playwright/test"
import { product } from "./product.ts"
import { signIn } from "./visit.ts"
import { invite, join } from "./visit-people.ts"

type Login = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>

/** A new page would else be signed in as the tests are. */
const nobody = { cookies: [], origins: [] }

interface ForTest {
  /** A page of a colleague: a Member of the same workspace, signed in in a browser of their own. */
  colleague: Page
}

interface ForAll {
  ownerLogin: Login
  colleagueLogin: Login
}

/** A test whose page is signed in as the owner. People sign in once for all tests. */
export const test = base.extend<ForTest, ForAll>({
  ownerLogin: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ storageState: nobody })
      await signIn(page)
      await use(await page.context().storageState())
      await page.close()
    },
    { scope: "worker" },
  ],
  storageState: async ({ ownerLogin }, use) => use(ownerLogin),

  colleagueLogin: [
    async ({ browser, ownerLogin }, use, { workerIndex }) => {
      const owner = await browser.newPage({ storageState: ownerLogin, baseURL: product.url })
      await owner.goto("/")
      // a worker that takes over after a failure finds the colleague of the one before
      const link = await invite(owner, `nora.colleague${workerIndex}@example.com`, "Member")
      await owner.close()
      const page = await browser.newPage({ storageState: nobody })
      await page.goto(link)
      await join(page, { name: "Nora Colleague", password: "a password of her own" })
      await use(await page.context().storageState())
      await page.close()
    },
    { scope: "worker" },
  ],
  colleague: async ({ browser, colleagueLogin }, use) => {
    const page = await browser.newPage({ storageState: colleagueLogin, baseURL: product.url })
    await use(page)
    await page.close()
  },
})

export { expect } from "@playwright/test"
