import { defineConfig } from "@playwright/test"
import type { EngineName } from "../../e2e/engines/start-engine.ts"

/** The widget's ways in the two engines that Playwright's own browsers do not stand for. Build first: `vite build`. */
export default defineConfig<object, { engineName: EngineName }>({
  testDir: "e2e/engines",
  // a browser starts within it, on a busy machine
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  workers: 1,
  projects: [
    { name: "firefox", use: { engineName: "firefox" } },
    { name: "webkit", use: { engineName: "webkit" } },
  ],
})
