import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { beforeAll, expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))

let code = ""

beforeAll(async () => {
  const output = await build({ root, logLevel: "silent", build: { write: false, emptyOutDir: false } })
  const [{ output: chunks }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  expect(chunks.map(({ fileName }) => fileName)).toEqual(["app.js"])
  code = chunks[0].code
}, 30_000)

test("the script stays within 15 KB gzipped", () => {
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(15_000)
})

test("no schema library reaches a browser", () => {
  expect(code).not.toMatch(/additionalProperties|typebox/i)
})

test("the script reads the same in every charset", () => {
  expect([...code].filter((char) => char > "~").join("")).toBe("")
})
