import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliCompressSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { folderStorage } from "../storage/folder-storage.ts"
import { type TestApp, testApp } from "../testing/test-app.ts"
import { keepPlayers } from "./kept-players.ts"
import { serveFiles } from "./serve-files.ts"

const folder = mkdtempSync(join(tmpdir(), "holdfast-files-"))
const folders = { dashboard: join(folder, "dashboard"), widget: join(folder, "widget") }
const players = keepPlayers(folderStorage(join(folder, "data")))
const files = { ...folders, players }
const script = "export const Step = 1"
/** A player that is in the folder of built scripts, and one of an earlier build. */
const earlier = "export const player = 1"
const buildOf = (code: string) => createHash("sha256").update(code).digest("hex").slice(0, 32)

let server: TestApp
beforeAll(async () => {
  for (const each of Object.values(folders)) mkdirSync(each)
  writeFileSync(join(files.dashboard, "index.html"), "<!doctype html>")
  writeFileSync(join(files.widget, "app.js"), "/* app */")
  for (const lang of ["fr", "sp"]) writeFileSync(join(files.widget, `app.${lang}.js`), `/* ${lang} */`)
  writeFileSync(join(files.widget, "flow-0123456789ab.js"), script)
  writeFileSync(join(files.widget, "wall-0123456789ab.js"), script)
  writeFileSync(join(files.widget, "record-0123456789ab.js"), script)
  writeFileSync(join(files.widget, `player-${buildOf(earlier)}.js`), earlier)
  await players.keep(files.widget)
  rmSync(join(files.widget, `player-${buildOf(earlier)}.js`))
  writeFileSync(join(files.widget, `player-${buildOf(script)}.js`), script)
  await players.keep(files.widget)
  writeFileSync(join(files.widget, "flow-0123456789ab.js.br"), brotliCompressSync(script))
  server = await testApp()
  await serveFiles(server.app, files)
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** As a browser asks for the script of another origin. */
const ask = async (name: string, encoding = "identity") => {
  const headers = { origin: "https://shop.example", accept: "*/*", "accept-encoding": encoding }
  const { statusCode, headers: got } = await server.app.inject({ url: `/js/${name}`, headers })
  return {
    status: statusCode,
    type: got["content-type"],
    encoding: got["content-encoding"],
    cache: got["cache-control"],
    origin: got["access-control-allow-origin"],
    policy: got["cross-origin-resource-policy"],
  }
}

test("the script of a page is fresh within minutes, the one with a hash is kept for a year, both for any origin", async () => {
  const both = {
    status: 200,
    type: "application/javascript; charset=utf-8",
    encoding: undefined,
    origin: "*",
    policy: "cross-origin",
  }
  const forAYear = "public, max-age=31536000, immutable"
  expect(await ask("app.js")).toEqual({ ...both, cache: "public, max-age=300" })
  for (const later of ["flow", "wall", "record"])
    expect(await ask(`${later}-0123456789ab.js`)).toEqual({ ...both, cache: forAYear })
  expect(await ask("flow-0123456789ab.js", "gzip, br")).toEqual({ ...both, cache: forAYear, encoding: "br" })
})

test("the players of this build and of earlier ones are served, and no other", async () => {
  for (const player of [script, earlier]) {
    const url = `/js/player-${buildOf(player)}.js`
    const { statusCode, body, headers } = await server.app.inject({ url })
    expect([statusCode, body, headers["content-type"]]).toEqual([
      200,
      player,
      "application/javascript; charset=utf-8",
    ])
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable")
  }
  expect(await ask(`player-${"0".repeat(32)}.js`)).toMatchObject({ status: 404, cache: undefined })
  expect(await ask("player-..%2f..%2fsecret.js")).toMatchObject({ status: 404 })
})

test("the document of a player runs that player alone, asks nobody, and stands in our own pages only", async () => {
  for (const player of [script, earlier]) {
    const { statusCode, body, headers } = await server.app.inject({ url: `/player/${buildOf(player)}` })
    const policy = String(headers["content-security-policy"])
    const nonce = /nonce="([^"]+)"/.exec(body)?.[1]
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-frame-options": "SAMEORIGIN",
    })
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "style-src 'unsafe-inline'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "sandbox allow-scripts",
    ])
    expect(body.match(/<script[^>]*>/g)).toEqual([
      `<script type="module" nonce="${nonce}" src="/js/player-${buildOf(player)}.js">`,
    ])
  }
  for (const build of ["0".repeat(32), "..%2fsecret", `${buildOf(script)}%22%3e`]) {
    const headers = { accept: "application/json" }
    expect((await server.app.inject({ url: `/player/${build}`, headers })).statusCode).toBe(404)
  }
})

test("the script of an older build is not found, and nothing keeps that answer", async () => {
  expect(await ask("flow-ba9876543210.js")).toMatchObject({
    status: 404,
    type: "application/json; charset=utf-8",
    cache: undefined,
  })
})

test.each([
  ["", "fr-CA,fr;q=0.9,en;q=0.8", "/* fr */"],
  ["", "es-MX", "/* sp */"],
  ["", "da", "/* app */"],
  ["", "en-GB,fr;q=0.9", "/* app */"],
  ["?appId=abc&lang=fr", "en-GB", "/* fr */"],
  ["?lang=sp", "fr", "/* sp */"],
  ["?lang=fr_CA", "es", "/* fr */"],
  ["?lang=../../secret", "fr", "/* fr */"],
  ["?lang=fr&lang=sp", "da", "/* app */"],
])("app.js%s speaks to a browser that likes %s: %s", async (query, language, script) => {
  const headers = { "accept-language": language }
  const { statusCode, body, headers: got } = await server.app.inject({ url: `/js/app.js${query}`, headers })
  expect([statusCode, body]).toEqual([200, script])
  expect(got).toMatchObject({
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
    vary: "accept-encoding, accept-language",
  })
})
