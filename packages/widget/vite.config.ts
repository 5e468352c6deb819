import { createHash } from "node:crypto"
import { fileURLToPath } from "node:url"
import { build, type Plugin, type Rolldown, type UserConfig } from "vite"
import { defineConfig } from "vitest/config"
import { languages } from "../../apps/server/src/flow/present/words/choose-words.ts"
import { core } from "./src/words/core-words.ts"

/** Plain ASCII: a page or a server that names another charset would garble every accent. */
const asAscii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (char) => {
    const code = char.charCodeAt(0)
    return code < 256 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, "0")}`
  })

const inAscii: Plugin = {
  name: "holdfast-ascii",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = asAscii(chunk.code)
    }
  },
}

/** Vite would wrap an `import()` of a module in 900 bytes that load its styles first. Ours have none. */
const plainImports: Plugin = {
  name: "holdfast-plain-imports",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = chunk.code.replaceAll("HOLDFAST_IMPORT(", "import(")
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

/** What all scripts have in common. */
const common: UserConfig = {
  root: fileURLToPath(new URL(".", import.meta.url)),
  oxc: { jsx: { runtime: "automatic", importSource: "#jsx", development: false } },
}

interface Script {
  fileName: string
  hash: string
  code: string
}

/** A script that `app.js` loads when it is needed: a module, since a module that fails to load is no error of the page. */
async function buildScript(
  name: string,
  input: string,
  { define = {}, digits = 12 }: { define?: Record<string, string>; digits?: number } = {},
): Promise<Script> {
  const output = await build({
    ...common,
    configFile: false,
    logLevel: "silent",
    define,
    plugins: [shortStyles, plainImports, inAscii],
    build: {
      write: false,
      target: "es2020",
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: "strict",
        optimization: { inlineConst: true },
        output: { format: "es" },
      },
    },
  })
  const [{ output: chunks }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  if (chunks.length > 1) throw new Error(`The ${name} script loads nothing beside it`)
  const { code } = chunks[0]
  // the hash of what is served: Rolldown's own does not see what the plugins change at the end
  const hash = createHash("sha256").update(code).digest("hex").slice(0, digits)
  return { fileName: `${name}-${hash}.js`, hash, code }
}

/** Builds the scripts that are loaded later first, so that `app.js` knows their names, and a log what can play it. */
function withLaterScripts(): Plugin {
  let scripts: Script[]
  return {
    name: "holdfast-later-scripts",
    apply: "build",
    async config() {
      // it is kept and run years later, so its name holds as much of the hash as nobody can find a second script for
      const player = await buildScript("player", "src/play/player-script.tsx", {
        define: { PLAYER_WORDS: JSON.stringify(languages), RECORD_SCRIPT: '""' },
        digits: 32,
      })
      const record = await buildScript("record", "src/record/record-script.ts", {
        define: { PLAYER_BUILD: JSON.stringify(player.hash) },
      })
      const flow = await buildScript("flow", "src/steps/flow-script.tsx", {
        define: { RECORD_SCRIPT: JSON.stringify(record.fileName) },
      })
      const wall = await buildScript("wall", "src/wall/wall-script.tsx")
      scripts = [player, record, flow, wall]
      return {
        define: { FLOW_SCRIPT: JSON.stringify(flow.fileName), WALL_SCRIPT: JSON.stringify(wall.fileName) },
      }
    },
    generateBundle() {
      for (const { fileName, code } of scripts) this.emitFile({ type: "asset", fileName, source: code })
    },
  }
}

/** Stands in the bundle for the words of the script until it is written. */
const wordsMark = "HOLDFAST_WORDS"

const wordNames = Object.keys(core.words) as (keyof typeof core.words)[]

/** What the script says by itself in a language, as an expression. */
function coreIn(lang: string): string {
  const words = languages[lang]
  if (!words) throw new Error(`There are no words in ${lang}`)
  const said = wordNames.map((name) => `${name}:${JSON.stringify(words[name])}`)
  return `{lang:"${lang}",words:{${said}}}`
}

/** `app.js` speaks English; beside it stands one for each other language, which the server chooses from. */
const inEachLanguage: Plugin = {
  name: "holdfast-in-each-language",
  apply: "build",
  enforce: "pre",
  transform: {
    filter: { id: /core-words\.ts$/ },
    handler: () => ({ code: `export const core = ${wordsMark}`, map: null }),
  },
  generateBundle(_options, bundle) {
    const chunk = bundle["app.js"]
    if (chunk?.type !== "chunk") throw new Error("The first script was not built")
    const [before, after, ...more] = chunk.code.split(wordsMark)
    if (after === undefined || more.length > 0) throw new Error("The words of the script have one place")
    for (const lang of Object.keys(languages)) {
      const code = asAscii(before + coreIn(lang) + after)
      if (lang === core.lang) chunk.code = code
      else this.emitFile({ type: "asset", fileName: `app.${lang}.js`, source: code })
    }
  },
}

/**
 * `app.js`, which a page loads and which leaves no global of the build behind; `flow-<hash>.js`, `wall-<hash>.js` and
 * `record-<hash>.js`, which it loads; and `player-<hash>.js`, which plays what was recorded.
 */
export default defineConfig({
  ...common,
  plugins: [shortStyles, inEachLanguage, inAscii, withLaterScripts()],
  build: {
    target: "es2020",
    // `scripts/lib.mjs` empties the folder: it keeps the later scripts of some earlier builds
    emptyOutDir: false,
    lib: { entry: "src/app.ts", formats: ["iife"], name: "holdfastScript", fileName: () => "app.js" },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
})
