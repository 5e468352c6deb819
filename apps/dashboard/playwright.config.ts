import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"

const port = 4879
/** Another browser can be named; the system's is taken where there is one, else the runner's own. */
const system = "/usr/bin/chromium"
const browser = process.env.HOLDFAST_CHROMIUM ?? (existsSync(system) ? system : undefined)

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  // two cores that also run the browser are slow now and then
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    launchOptions: {
      args: ["--no-sandbox"],
      ...(browser ? { executablePath: browser } : {}),
    },
  },
  webServer: {
    command: `exec node ${import.meta.dirname}/e2e/fixture-server.ts`,
    env: { PORT: String(port) },
    port,
    reuseExistingServer: false,
  },
})
