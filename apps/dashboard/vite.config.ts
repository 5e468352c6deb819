import react from "@vitejs/plugin-react"
import mantine from "postcss-preset-mantine"
import { defineConfig } from "vite"

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: "dist",
    // the oldest browsers that docs/browsers.md names; functions they lack are added in src/older-browsers.ts
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    // The fonts must stay files: the page's content policy knows no `data:` fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": "http://127.0.0.1:4870" } },
})
