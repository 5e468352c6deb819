import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { makeResetLink } from "../../account/password/reset-links.ts"
import { totpAt } from "../../account/two-factor/totp.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

/** Whoever may invite knows an address, and the link that they were shown; the mail they do not have. */

let server: TestApp
let theirs: TestWorkspace
let squatter: TestBrowser
let owner: TestPerson
let email: string
let number = 0
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  number += 1
  email = `ceo-${number}@example.com`
  theirs = await server.addWorkspace("Theirs")
  owner = await server.addPerson(theirs, "owner")
  squatter = testBrowser(server, `198.51.100.${number}`)
  await server.database.db.deleteFrom("mail").execute()
})

const password = "chosen by a squatter"
const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? ""

async function mailedText(): Promise<string> {
  const mail = await server.database.db
    .selectFrom("mail")
    .selectAll()
    .where("recipient", "=", email)
    // those of invitations that were accepted are withdrawn
    .where("state", "=", "queued")
    .executeTakeFirstOrThrow()
  return JSON.parse(server.secret.unseal(mail.sealed ?? Buffer.of())).text
}

/** Invites the address; answers the token of the link that is shown, and that of the mail. */
async function invite(workspace = theirs, by = owner): Promise<{ shown: string; mailed: string }> {
  const admin = testBrowser(server, `203.0.113.${number}`)
  await admin.signIn(by)
  const answer = await admin.send("POST", `/api/workspaces/${workspace.appId}/invitations`, {
    email,
    role: "viewer",
  })
  return { shown: tokenIn(answer.json().link), mailed: tokenIn(await mailedText()) }
}

const accept = (browser: TestBrowser, token: string, body: object = {}) =>
  browser.send("POST", "/api/invitations/accept", { token, ...body })

const isVerified = async () => {
  const person = await server.database.db
    .selectFrom("auth.user")
    .select(["id", "emailVerified"])
    .where("email", "=", email)
    .executeTakeFirstOrThrow()
  return person.emailVerified
}
const personId = async () =>
  (
    await server.database.db
      .selectFrom("auth.user")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow()
  ).id

/** Sets up a second factor as the browser's person; answers the recovery codes. */
async function setUpFactor(browser: TestBrowser, now: Date): Promise<string[]> {
  const setUp = (await browser.send("POST", "/api/me/two-factor/set-up", { password })).json()
  const secret = base32Decoded(new URL(setUp.uri).searchParams.get("secret") ?? "")
  const confirmed = await browser.send("POST", "/api/me/two-factor/confirm", { code: totpAt(secret, now) })
  return confirmed.json().recoveryCodes
}

function base32Decoded(text: string): string {
  const bits = [...text].map((c) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"),
  )
  const bytes = bits.join("").match(/.{8}/g) ?? []
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("")
}

test("the link that is shown lets in, ends the mailed one with it, and shows nothing of the address", async () => {
  const { shown, mailed } = await invite()
  expect(shown).not.toBe(mailed)
  expect((await accept(squatter, shown, { name: "Chief", password })).statusCode).toBe(200)
  expect(await isVerified()).toBe(false)
  expect((await accept(squatter, mailed)).statusCode).toBe(410)
})

test("who comes by the mailed link has shown that the address is theirs", async () => {
  const honest = testBrowser(server, `192.0.2.${number}`)
  expect((await accept(honest, (await invite()).mailed, { name: "Chief", password })).statusCode).toBe(200)
  expect(await isVerified()).toBe(true)
})

test("who accepts signed in, by the mailed link, shows it as well", async () => {
  await accept(squatter, (await invite()).shown, { name: "Chief", password })
  const shop = await server.addWorkspace("Shop")
  const { shown, mailed } = await invite(shop, await server.addPerson(shop, "owner"))
  expect((await accept(testBrowser(server, "192.0.2.1"), shown)).statusCode).toBe(401)
  expect((await accept(squatter, mailed)).statusCode).toBe(200)
  expect(await isVerified()).toBe(true)
})

test("a reset by mail frees an account that somebody else made: no factor, login or place of theirs is left", async () => {
  const now = new Date("2026-11-01T12:00:00.000Z")
  await accept(squatter, (await invite()).shown, { name: "Chief", password })
  const codes = await setUpFactor(squatter, now)
  expect(codes).toHaveLength(10)
  await testBrowser(server, `198.51.100.${number}`).signIn({ email, password })

  const { db } = server.database
  const real = testBrowser(server, `192.0.2.${number}`)
  await real.send("POST", "/api/password-resets", { email })
  const own = "a password of her own"
  const used = await real.send("POST", "/api/password-resets/use", {
    token: tokenIn(await mailedText()),
    password: own,
  })
  expect(used.statusCode).toBe(204)
  const answer = await real.send("POST", "/api/auth/sign-in/email", { email, password: own })
  expect([answer.statusCode, answer.json()]).toEqual([200, { needsSecondFactor: false }])
  expect((await squatter.send("GET", "/api/me")).statusCode).toBe(401)
  const id = await personId()
  const places = await db.selectFrom("auth.familiar").select("kind").where("user_id", "=", id).execute()
  // of the real person alone
  expect(places.map(({ kind }) => kind).sort()).toEqual(["address", "device"])
  expect(await isVerified()).toBe(true)
  // the workspace gave the membership to the address, whose owner has it now
  const me = (await real.send("GET", "/api/me")).json()
  expect(me.workspaces.map(({ appId }: { appId: string }) => appId)).toEqual([theirs.appId])

  // from now on a reset leaves the factor on
  await db.updateTable("auth.user").set({ twoFactorEnabled: true }).where("id", "=", id).execute()
  const { link } = await makeResetLink(db, { url: server.url, userId: id, origin: "mail", now })
  await real.send("POST", "/api/password-resets/use", {
    token: tokenIn(link),
    password: "another of her own",
  })
  const { twoFactorEnabled } = await db
    .selectFrom("auth.user")
    .select("twoFactorEnabled")
    .where("id", "=", id)
    .executeTakeFirstOrThrow()
  expect(twoFactorEnabled).toBe(true)
})

test("a link of the command line frees nothing: the operator has an option for it", async () => {
  await accept(squatter, (await invite()).shown, { name: "Chief", password })
  const now = new Date("2026-11-01T12:00:00.000Z")
  const link = { url: server.url, userId: await personId(), origin: "command", now } as const
  const token = tokenIn((await makeResetLink(server.database.db, link)).link)
  const used = await squatter.send("POST", "/api/password-resets/use", {
    token,
    password: "another of her own",
  })
  expect([used.statusCode, await isVerified()]).toEqual([204, false])
})
