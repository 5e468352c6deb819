import { existsSync } from "node:fs"
import { defineConfig } from "@playwright/test"

const port = 4879
const system = "/usr/bin/chromium"

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  timeout: 20_000,
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    launchOptions: {
      args: ["--no-sandbox"],
      ...(existsSync(system) ? { executablePath: system } : {}),
    },
  },
  webServer: {
    command: `exec node ${import.meta.dirname}/e2e/fixture-server.ts`,
    env: { PORT: String(port) },
    port,
    reuseExistingServer: false,
  },
})
