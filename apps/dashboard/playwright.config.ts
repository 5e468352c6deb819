import { defineConfig } from "@playwright/test"
import { chromium } from "../../e2e/chromium.ts"

const port = 4879
export default defineConfig({
  testDir: "e2e",
  // those run in other browsers: `engines.config.ts`
  testIgnore: "engines/**",
  outputDir: "test-results",
  globalSetup: "./e2e/product/start-postgres.ts",
  // a third would wait for the two cores that CI has
  workers: 2,
  // two cores that also run the browser, PostgreSQL and the app are slow now and then
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    launchOptions: chromium,
  },
  webServer: {
    command: `exec node ${import.meta.dirname}/e2e/looks/fixed-server.ts`,
    env: { PORT: String(port) },
    port,
    reuseExistingServer: false,
  },
})
