import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { languages } from "../../flow/present/words/choose-words.ts"
import { flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { cancelPageWords } from "./words.ts"

/** What the page of a cancel link is, by what its link says. What it does stands in `e2e/cancel-link.spec.ts`. */

const now = Date.parse("2026-11-01T12:00:00.000Z")
let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
})

const tokenOf = (workspace: TestWorkspace, claims = {}) =>
  flowToken(workspace, { c: "cus_1", m: "live", t: now, ...claims })

async function open(query: Record<string, string>, { appId = shop.appId, language = "en" } = {}) {
  const url = `/cancel/${encodeURIComponent(appId)}?${new URLSearchParams(query)}`
  const { statusCode, body, headers } = await server.app.inject({
    url,
    headers: { "accept-language": language },
  })
  const [, shown = ""] = /<section data-part="(\w+)">/.exec(body) ?? []
  const [, back = null] = /<a class="button" data-back href="([^"]*)"/.exec(body) ?? []
  return { status: statusCode, shown, back, body, headers }
}

const answer = async (query: Record<string, string>, place = {}) => {
  const { status, shown } = await open(query, place)
  return [status, shown]
}

test("a good token shows the flow, and the page is nobody else's to keep, frame or follow", async () => {
  const { status, shown, body, headers } = await open({ token: tokenOf(shop) })
  expect([status, shown]).toEqual([200, "flow"])
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  })
  expect(body).not.toContain(tokenOf(shop))
  expect(body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:/)
})

test("a link that proves nobody ends in a sentence, without the flow's script", async () => {
  const other = await server.addWorkspace("Other")
  const [kind = "", signature = ""] = tokenOf(shop).split(".")
  const seen = {
    tampered: await answer({ token: `${kind}.${signature.replace(/^./, (c) => (c === "0" ? "1" : "0"))}` }),
    ofOther: await answer({ token: tokenOf(other) }),
    stale: await answer({ token: tokenOf(shop, { t: now - 25 * 3_600_000 }) }),
    future: await answer({ token: tokenOf(shop, { t: now + 3_600_000 }) }),
    malformed: await answer({ token: "<script>alert(1)</script>" }),
    unknown: await answer({ token: tokenOf(shop) }, { appId: "zzzzzzzzz" }),
    strange: await answer({ token: tokenOf(shop) }, { appId: '"><script>' }),
  }
  const no = [401, "invalid"]
  expect(seen).toEqual({
    ...{ tampered: no, ofOther: no, stale: no, future: no, malformed: no },
    ...{ unknown: [404, "invalid"], strange: [404, "invalid"] },
  })
  const { body } = await open({ token: "x" })
  expect(body).toContain('<h1 tabindex="-1">This link no longer works</h1>')
  expect(body).not.toContain("<script")
})

test("looking at the page opens no session", async () => {
  await open({ token: tokenOf(shop) })
  await open({ token: tokenOf(shop, { t: 1 }) })
  const rows = await server.database.db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .execute()
  expect(rows).toEqual([])
})

test("a page that is loaded again has its token in the browser", async () => {
  expect(await answer({})).toEqual([200, "flow"])
  expect(await answer({ token: "" })).toEqual([200, "flow"])
})

test("the customer is led back to an address of the list, whatever the link names", async () => {
  const token = tokenOf(shop)
  expect((await open({ token })).back).toBeNull()
  await server.database.db
    .updateTable("workspace")
    .set({ return_addresses: ["https://shop.example/account", "https://help.example/"] })
    .where("id", "=", shop.id)
    .execute()
  // what the directory remembered of it was read before
  server.setTime(now)
  const back = async (named?: string) => {
    const fresh = await server.addWorkspace("Shop")
    await server.database.db
      .updateTable("workspace")
      .set({ return_addresses: ["https://shop.example/account", "https://help.example/"] })
      .where("id", "=", fresh.id)
      .execute()
    const query = { token: tokenOf(fresh), ...(named !== undefined && { return: named }) }
    return (await open(query, { appId: fresh.appId })).back
  }
  expect(await back()).toBe("https://shop.example/account")
  expect(await back("https://help.example/?a=1&b=2")).toBe("https://help.example/?a=1&amp;b=2")
  expect(await back('https://help.example/?"><script>')).toBe("https://help.example/?%22%3E%3Cscript%3E")
  expect(await back("https://evil.example/")).toBe("https://shop.example/account")
  expect(await back("javascript:alert(1)")).toBe("https://shop.example/account")
})

test.each(Object.keys(languages))(
  "the page speaks %s, to a browser that does and to a link that asks for it",
  async (lang) => {
    const tag = lang === "sp" ? "es" : lang
    const words = cancelPageWords(lang)
    const ofBrowser = await open({ token: "x" }, { language: `${tag}-XX` })
    expect(ofBrowser.body).toContain(words.invalidTitle.replaceAll("'", "&#39;"))
    expect(ofBrowser.body).toContain(`<html lang="${tag}" dir="${lang === "ar" ? "rtl" : "ltr"}">`)
    expect(ofBrowser.body).not.toContain("data-lang")
    const asked = await open({ token: tokenOf(shop), lang: tag }, { language: "da" })
    expect(asked.body).toContain(words.closedTitle.replaceAll("'", "&#39;"))
    expect(asked.body).toContain(`data-lang="${tag}"`)
    expect(asked.body).toContain(`/js/app.js?appId=${shop.appId}&amp;lang=${tag}"`)
  },
)

test("every language has words of its own for the page", () => {
  const said = Object.keys(languages).map((lang) => {
    const { closedTitle, closedBody, invalidTitle, invalidBody, needsScript } = cancelPageWords(lang)
    return [closedTitle, closedBody, invalidTitle, invalidBody, needsScript]
  })
  expect(new Set(said.flat()).size).toBe(5 * said.length)
})
