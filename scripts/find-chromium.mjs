// A Chromium for the end-to-end tests: the system's, Playwright's, or one installed now.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { root, say } from "./lib.mjs"

// what draws without a window first: it takes a tenth less processor time
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
]
const folders = (process.env.PATH ?? "").split(":")

const onThisSystem = () =>
  [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ].find((path) => existsSync(path))

const ofPlaywright = () => {
  const { chromium } = createRequire(join(root, "package.json"))("playwright-core")
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

const quietly = (command, args) =>
  spawnSync(command, args, { stdio: ["ignore", 2, 2], cwd: root }).status === 0

/** @returns {string} the path of a Chromium; ends the process with a sentence where none can be had */
export function findChromium() {
  const found = onThisSystem() ?? ofPlaywright()
  if (found) return found
  say("No Chromium on this machine; installing one for the end-to-end tests")
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    if (quietly("apt-get", ["update", "-q"]))
      quietly("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"])
  }
  const installed = onThisSystem()
  if (installed) return installed
  quietly(join(root, "node_modules/.bin/playwright"), ["install", "chromium"])
  const downloaded = ofPlaywright()
  if (downloaded) return downloaded
  process.stderr.write(
    "No Chromium could be installed. Install one (Debian: apt-get install chromium) and run npm test again.\n",
  )
  process.exit(1)
}
