// Shared by start.mjs and test.mjs. Plain Node 20, nothing installed: this code is what installs the rest.
import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** The Node that the project brings along. */
export const node = join(root, "node_modules/.bin/node")
const binFolder = join(root, "node_modules/.bin")

export const say = (text) => process.stderr.write(`· ${text}\n`)

export function assertNodeVersion() {
  const major = Number(process.versions.node.split(".")[0])
  if (major >= 20) return
  process.stderr.write(`Holdfast needs Node 20 or newer to start; this is ${process.version}.\n`)
  process.exit(1)
}

/** Runs a program and resolves with its exit code; a killed one counts as 1. */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const env = { ...process.env, PATH: `${binFolder}:${process.env.PATH}`, ...options.env }
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options, env })
    child.on("error", fail)
    child.on("exit", (code) => done(code ?? 1))
  })
}

const hashOf = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex")
const stampFile = join(root, "node_modules/.holdfast-installed.json")

/**
 * Installs exactly what the lock file says, unless that was done already.
 * @param {"run" | "test"} purpose tests need more packages than running does
 */
export async function install(purpose) {
  const lock = hashOf(readFileSync(join(root, "package-lock.json")))
  const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : null
  if (stamp?.lock === lock && existsSync(node) && (purpose === "run" || stamp.purpose === "test")) return
  // a folder that is there is brought up to date with its tests, so that they do not come and go
  const withTests = purpose === "test" || existsSync(join(root, "node_modules/.bin/vitest"))
  say(
    withTests
      ? "Installing packages, with those for the tests (a minute or two)"
      : "Installing packages (about a minute)",
  )
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
  const args = ["ci", ...(withTests ? [] : ["--omit=dev"]), ...quiet]
  const npm = process.env.npm_execpath
  const code = npm
    ? await run(process.execPath, [npm, ...args], { stdio: ["ignore", 2, 2] })
    : await run("npm", args, { stdio: ["ignore", 2, 2] })
  if (code !== 0) {
    process.stderr.write("npm ci failed; its message is above. Nothing was started.\n")
    process.exit(1)
  }
  writeFileSync(stampFile, JSON.stringify({ lock, purpose: withTests ? "test" : "run" }))
}

/** What is built, from what, and whether browsers fetch it. */
const builds = [
  {
    name: "widget",
    folder: "packages/widget",
    sources: ["packages/widget", "packages/protocol/src", "apps/server/src/flow/present/words"],
    isFetched: true,
  },
  {
    name: "dashboard",
    folder: "apps/dashboard",
    sources: ["apps/dashboard", "packages/protocol/src"],
    isFetched: true,
  },
  {
    name: "server",
    folder: "apps/server",
    sources: ["apps/server", "apps/shop", "packages/protocol/src"],
    isFetched: false,
  },
]

/** Builds what changed since it was built. */
export async function build() {
  const lock = readFileSync(join(root, "package-lock.json"))
  for (const { name, folder, sources, isFetched } of builds) {
    const wanted = hashOf(lock, ...sources.flatMap((source) => [...contentsOf(join(root, source))]))
    const stamp = join(root, folder, "dist/.built-from")
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue
    say(`Building the ${name}`)
    emptyDist(join(root, folder, "dist"))
    const vite = join(root, "node_modules/vite/bin/vite.js")
    const code = await run(node, [vite, "build", "--logLevel", "warn"], {
      cwd: join(root, folder),
      stdio: ["ignore", 2, 2],
    })
    if (code !== 0) {
      process.stderr.write(`Building the ${name} failed; the message is above.\n`)
      process.exit(1)
    }
    if (isFetched) compress(join(root, folder, "dist"))
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted)
  }
}

/**
 * Empties a folder of built files. The widget's last scripts of each kind stay: a page that was open before an upgrade still
 * asks for the script of its own build.
 */
function emptyDist(dist) {
  if (!existsSync(dist)) return
  const names = readdirSync(dist)
  const builtAt = (name) => statSync(join(dist, name)).mtimeMs
  const kept = ["flow", "wall", "record", "player"].flatMap((kind) =>
    names
      .filter((name) => new RegExp(`^${kind}-[0-9a-f]+\\.js$`).test(name))
      .sort((a, b) => builtAt(b) - builtAt(a))
      .slice(0, 5),
  )
  for (const name of names) {
    if (kept.some((script) => name.startsWith(script))) continue
    rmSync(join(dist, name), { recursive: true, force: true })
  }
}

/** Path and content of every source file below a folder, in a stable order. */
function* contentsOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (["dist", "node_modules", "e2e", "test-results"].includes(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* contentsOf(path)
    else if (!/\.test\.tsx?$/.test(entry.name)) {
      yield relative(root, path)
      yield readFileSync(path)
    }
  }
}

/** Compressed twins beside the files, so that the server only has to pick one. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(path) || statSync(path).size < 1024) continue
    const content = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
  }
}
