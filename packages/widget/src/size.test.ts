import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { beforeAll, expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const budget = 15_000

/** What is built, by file name. */
const scripts = new Map<string, string>()
const appScript = () => scripts.get("app.js") ?? ""
const flowScript = () => scripts.get([...scripts.keys()].find((name) => name.startsWith("flow-")) ?? "") ?? ""

beforeAll(async () => {
  const output = await build({ root, logLevel: "silent", build: { write: false } })
  const [{ output: files }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  for (const file of files)
    scripts.set(file.fileName, String(file.type === "chunk" ? file.code : file.source))
})

test("two scripts are built, and the first one knows the name of the second", () => {
  expect([...scripts.keys()]).toEqual(["app.js", expect.stringMatching(/^flow-[0-9a-f]{12}\.js$/)])
  const [, name = ""] = scripts.keys()
  expect(appScript()).toContain(name)
})

test("each of the two scripts stays within 15 KB gzipped", () => {
  const bytes = [...scripts.values()].map((code) => gzipSync(code, { level: 9 }).length)
  expect(bytes.filter((count) => count > budget || count < 1000)).toEqual([])
})

test("no schema library reaches a browser", () => {
  for (const code of scripts.values()) expect(code).not.toMatch(/additionalProperties|typebox/i)
})

test("the scripts read the same in every charset", () => {
  for (const code of scripts.values()) expect([...code].filter((char) => char > "~").join("")).toBe("")
})

test("the views of the steps are in the second script alone, the confirm step in both", () => {
  const marks = ["textarea", "radiogroup", "checkbox"]
  const marksIn = (code: string) => marks.filter((mark) => code.includes(`\`${mark}\``))
  expect([marksIn(appScript()), marksIn(flowScript())]).toEqual([["checkbox"], marks])
})
