import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

/** One self-contained script: nothing is loaded beside it, nothing but `window.holdfast` leaks out of it. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2020",
    lib: {
      entry: "src/entry.ts",
      formats: ["iife"],
      name: "holdfastWidget",
      fileName: () => "app.js",
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
})
