import type { Role } from "@holdfast/protocol"
import { type Browser, type BrowserContext, test as base, type Locator, type Page } from "@playwright/test"
import { foldFigures } from "../fold-figures.ts"
import { fixtureNow } from "../rows.ts"
import { type AcmeApp, startAcmeApp } from "./acme-app.ts"
import type { PersonName } from "./people.ts"
import { readPrepared } from "./prepared.ts"
import type { Recording } from "./sessions.ts"

interface Fixtures {
  /** Whether the server has a mail server. */
  hasMail: boolean
  /** Whether the server has a translation server. */
  hasTranslator: boolean
  /** Whether the figures above the stream are shown. Most tests are of the stream, and have them folded away. */
  hasFigures: boolean
  /** Whether the server sends webhooks. */
  sendsWebhooks: boolean
  acme: AcmeApp
  /** What the browser complained about: errors of scripts and of the content policy. Every test ends by finding this empty. */
  complaints: { errors: string[] }
  known: undefined
}

const apps = new WeakMap<BrowserContext, AcmeApp>()

/** A test that has the real app to itself, and fails on any script error or breach of the content policy. */
export const test = base.extend<Fixtures>({
  hasMail: [true, { option: true }],
  hasTranslator: [false, { option: true }],
  hasFigures: [false, { option: true }],
  sendsWebhooks: [false, { option: true }],
  acme: async ({ hasMail, hasTranslator, sendsWebhooks }, use) => {
    const acme = await startAcmeApp({ hasMail, hasTranslator, sendsWebhooks })
    await use(acme)
    await acme.close()
  },
  baseURL: async ({ acme }, use) => use(acme.url),
  known: [
    async ({ context, acme, hasFigures }, use) => {
      apps.set(context, acme)
      if (!hasFigures) await foldFigures(context)
      await use(undefined)
    },
    { auto: true },
  ],
  complaints: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on("pageerror", ({ message }) => errors.push(message))
      page.on("console", (message) => {
        const isAnswer = message.text().startsWith("Failed to load resource")
        if (message.type() === "error" && !isAnswer) errors.push(message.text())
      })
      await use({ errors })
      base.expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

export const expect = base.expect

/** The app that a page belongs to. */
function appOf(page: Page): AcmeApp {
  const app = apps.get(page.context())
  if (!app) throw new Error("The page is of no test of the app")
  return app
}

/** From now on the browser is signed in as this person. */
export async function signInAs(person: PersonName, context: BrowserContext): Promise<void> {
  const value = readPrepared().cookies[person]
  await context.addCookies([{ name: "holdfast.session_token", value, url: "http://127.0.0.1" }])
}

/** From now on the login of the browser has ended. */
export const endLogin = (context: BrowserContext): Promise<void> => context.clearCookies()

/** Makes Ada something else in Acme Cloud than its owner, which Grace then is. */
export async function giveRole(page: Page, role: Role): Promise<void> {
  if (role === "owner") return
  await appOf(page).setRole("ada", role)
  await appOf(page).setRole("grace", "owner")
}

/**
 * Opens an address of Acme Cloud as its owner, Ada, at the moment the tests are made for.
 * @param recording the sessions that were recorded before
 * @param role what Ada is there, where she is not to be the owner, which Grace then is
 */
export async function visit(
  page: Page,
  recording: Recording,
  address = "/",
  role: Role = "owner",
): Promise<void> {
  await appOf(page).record(recording)
  await giveRole(page, role)
  await signInAs("ada", page.context())
  await goTo(page, address)
}

/** Opens an address as whoever the browser is signed in as: nobody, at first. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.clock.setFixedTime(fixtureNow)
  await page.goto(address)
}

/** Another person at the same server, in a browser of their own. */
export async function visitAs(
  person: PersonName,
  page: Page,
  browser: Browser,
  address: string,
): Promise<Page> {
  const app = appOf(page)
  const context = await browser.newContext({ baseURL: app.url })
  apps.set(context, app)
  await foldFigures(context)
  await signInAs(person, context)
  const theirs = await context.newPage()
  await goTo(theirs, address)
  return theirs
}

/** Every question to these paths fails as it does where something broke in the server. */
export async function breakDown(page: Page, paths: RegExp): Promise<void> {
  const json = { error: { code: "internal", message: "Something broke", id: "req-7f3a91" } }
  await page.route(paths, (route) => route.fulfill({ status: 500, json }))
}

/** No question to these paths is answered. */
export async function hold(page: Page, paths: RegExp): Promise<void> {
  await page.route(paths, () => {})
}

/**
 * What a tick shows from a click on it until the answer is here, frame after frame: a box that is kept at once and may not be
 * ticked meanwhile.
 */
export const statesFromClick = (tick: Locator): Promise<boolean[]> =>
  tick.evaluate((box: HTMLInputElement) => {
    const seen = new Set<boolean>()
    let wasAsked = false
    box.click()
    return new Promise<boolean[]>((resolve) => {
      const look = () => {
        seen.add(box.checked)
        if (wasAsked && !box.disabled) return resolve([...seen])
        wasAsked ||= box.disabled
        requestAnimationFrame(look)
      }
      look()
    })
  })

export function rowOf(page: Page, customer: string) {
  return page.getByRole("article").filter({ hasText: customer })
}

/** The stream says how many sessions match, such as `312 sessions`. */
export async function expectMatches(page: Page, words: string): Promise<void> {
  await base.expect(page.getByRole("status").filter({ hasText: new RegExp(`^${words}$`) })).toBeVisible()
}
