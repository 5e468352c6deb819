import { readdirSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { beforeAll, expect, test } from "vitest"

/** In bytes, gzipped: what a page of charts loads for them after its list is on the screen. */
const budget = 45_000

/** What every page of the dashboard has loaded by then. */
const loadedBefore = /^(?:react|react-dom|@mantine\/|@tanstack\/)/

/** All forms of chart with their frame and all that they need beside it, as one script would have it. */
let code = ""

beforeAll(async () => {
  const forms = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".tsx"))
  const entry = "virtual:all-charts"
  const output = await build({
    configFile: `${import.meta.dirname}/../../vite.config.ts`,
    logLevel: "silent",
    plugins: [
      {
        name: "all-charts",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? forms.map((name) => `export * from "${import.meta.dirname}/${name}"`).join("\n")
            : null,
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: entry, external: loadedBefore, preserveEntrySignatures: "strict" },
    },
  })
  const [{ output: files }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  code = files.map((file) => (file.type === "chunk" ? file.code : "")).join("\n")
})

test("all charts together stay within 45 KB gzipped", () => {
  const bytes = gzipSync(code, { level: 9 }).length
  expect(bytes).toBeLessThanOrEqual(budget)
  // something was built
  expect(bytes).toBeGreaterThan(10_000)
})

test("no chart fetches anything", () => {
  expect(code).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket/)
})
