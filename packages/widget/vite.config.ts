import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"

/** Plain ASCII: a page or a server that names another charset would garble every accent. */
const inAscii: Plugin = {
  name: "holdfast-ascii",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue
      chunk.code = chunk.code.replace(/[\u0080-\uffff]/g, (char) => {
        const code = char.charCodeAt(0)
        return code < 256 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, "0")}`
      })
    }
  },
}

/** The style sheets are template strings, which no minifier touches. */
const shortStyles: Plugin = {
  name: "holdfast-short-styles",
  transform: {
    filter: { id: /styles\.ts$/ },
    handler: (code) =>
      code.replace(/`[^`]*`/g, (css) => css.replace(/\s*([{};,>])\s*/g, "$1").replaceAll(";}", "}")),
  },
}

/** One script that loads nothing beside it and leaves no global of the build behind. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [shortStyles, inAscii],
  oxc: { jsx: { runtime: "automatic", importSource: "#jsx", development: false } },
  build: {
    target: "es2020",
    lib: { entry: "src/entry.ts", formats: ["iife"], name: "holdfastScript", fileName: () => "app.js" },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
})
