import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))

/** The built script, without writing it. */
async function built(entry: string): Promise<string> {
  const formats: ["iife"] = ["iife"]
  const output = await build({
    root,
    logLevel: "silent",
    build: { write: false, emptyOutDir: false, lib: { entry, formats, name: "holdfastScript" } },
  })
  const [{ output: chunks }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  return chunks[0].code
}

const gzipped = (code: string) => gzipSync(code, { level: 9 }).length

test("what every page loads stays within 15 KB gzipped", async () => {
  expect(gzipped(await built("src/entry.ts"))).toBeLessThanOrEqual(15_000)
}, 30_000)

test("no schema library reaches a browser, in either script", async () => {
  const scripts = [await built("src/entry.ts"), await built("src/steps/entry.tsx")]
  expect(scripts.map((code) => /additionalProperties|typebox/i.test(code))).toEqual([false, false])
}, 30_000)

test("both scripts read the same in every charset", async () => {
  const scripts = [await built("src/entry.ts"), await built("src/steps/entry.tsx")]
  expect(scripts.map((code) => [...code].filter((char) => char > "~").join(""))).toEqual(["", ""])
}, 30_000)
