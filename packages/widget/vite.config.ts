import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { build, type InlineConfig, type Plugin } from "vite"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL(".", import.meta.url))
const dist = join(root, "dist")

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

/** A script of its own: loads nothing beside it and leaves no global behind. */
const script = (entry: string, file: string) => ({
  root,
  plugins: [inAscii],
  oxc: { jsx: { runtime: "automatic" as const, importSource: "#jsx", development: false } },
  build: {
    target: "es2020",
    outDir: dist,
    emptyOutDir: file === "app.js",
    lib: { entry, formats: ["iife" as const], name: "holdfastScript", fileName: () => file },
  },
})

/** An IIFE has one entry, so the script of the questions and offers is a build of its own. */
function alsoBuildSteps(): Plugin {
  let isWriting = true
  return {
    name: "holdfast-steps",
    apply: "build",
    configResolved(config) {
      isWriting = config.build.write
    },
    async closeBundle() {
      if (!isWriting) return
      const steps: InlineConfig = { ...script("src/steps/entry.tsx", "steps.js"), configFile: false }
      await build({ ...steps, logLevel: "warn" })
      for (const name of readdirSync(dist).filter((each) => each.endsWith(".js"))) {
        const text = readFileSync(join(dist, name))
        writeFileSync(join(dist, `${name}.gz`), gzipSync(text, { level: 9 }))
        writeFileSync(join(dist, `${name}.br`), brotliCompressSync(text))
      }
    },
  }
}

export default defineConfig({
  ...script("src/entry.ts", "app.js"),
  plugins: [inAscii, alsoBuildSteps()],
  test: { include: ["src/**/*.test.ts"], environment: "node" },
})
