import { defineConfig } from "@playwright/test"
import { chromium } from "../../e2e/chromium.ts"

/** The widget alone in a real browser, against a small server of its own. Build first: `vite build`. */
export default defineConfig({
  testDir: "e2e",
  // those run in other browsers: `engines.config.ts`
  testIgnore: "engines/**",
  // the check of every step for accessibility takes long on a busy machine
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: "test-results",
  workers: 1,
  use: {
    browserName: "chromium",
    locale: "en-US",
    launchOptions: chromium,
  },
})
