import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineConfig } from "@playwright/test"
import { chromium } from "./chromium.ts"
import { product } from "./product.ts"

/**
 * The whole product as a user starts it: `npm start` on an empty data folder, real PostgreSQL, real Chromium.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: join(tmpdir(), "holdfast-e2e-results"),
  fullyParallel: false,
  workers: 1,
  // no test bounds a time: these end what hangs, on a machine that is busy with something else
  timeout: 300_000,
  expect: { timeout: 90_000 },
  use: {
    baseURL: product.url,
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    launchOptions: chromium,
  },
  webServer: {
    command: "npm start",
    cwd: join(import.meta.dirname, ".."),
    url: `${product.url}/readyz`,
    env: product.env,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
})
