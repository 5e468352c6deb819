import { defineConfig } from "@playwright/test"
import type { EngineName } from "../../e2e/engines/start-engine.ts"

/** The dashboard's main jobs in Firefox and WebKit, on the real app. Build first: `vite build`. */
export default defineConfig<object, { engineName: EngineName }>({
  testDir: "e2e/engines",
  globalSetup: "./e2e/product/start-postgres.ts",
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  workers: 1,
  projects: [
    { name: "firefox", use: { engineName: "firefox" } },
    { name: "webkit", use: { engineName: "webkit" } },
  ],
})
