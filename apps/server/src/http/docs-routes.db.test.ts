import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, testApp } from "../testing/test-app.ts"

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

test.each([
  ["/docs", "text/html; charset=utf-8"],
  ["/docs/page.js", "text/javascript; charset=utf-8"],
  ["/docs/page.css", "text/css; charset=utf-8"],
  ["/docs/reader/swagger-ui.css", "text/css; charset=utf-8"],
  ["/docs/reader/swagger-ui-bundle.js", "application/javascript; charset=utf-8"],
])("%s is served to anybody", async (url, type) => {
  const answer = await server.app.inject(url)
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, type])
})

test("the page runs no script in line, names no other host, and everything that it names is there", async () => {
  const { body } = await server.app.inject("/docs")
  expect(body).not.toMatch(/<script(?![^>]* src=)/)
  expect(body).not.toMatch(/https?:/)
  const named = [...body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url ?? "")
  expect(named.length).toBeGreaterThan(3)
  for (const url of named) expect((await server.app.inject(url)).statusCode, url).toBe(200)
})

test("nothing else of the reader's package is served", async () => {
  for (const file of ["package.json", "index.html", "../package.json", "swagger-initializer.js"]) {
    expect((await server.app.inject(`/docs/reader/${file}`)).statusCode, file).toBe(404)
  }
})
