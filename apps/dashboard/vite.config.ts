import react from "@vitejs/plugin-react"
import mantine from "postcss-preset-mantine"
import { defineConfig } from "vite"

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  // The fonts must stay files: the page's content policy knows no `data:` fonts.
  build: { outDir: "dist", target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": "http://127.0.0.1:4870" } },
})
