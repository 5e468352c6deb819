#!/usr/bin/env node
// Runs the command line on the Node that the project brings along, whatever the machine has.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { nodeFlags } from "./node-flags.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")
const node = join(root, "node_modules/.bin/node")
if (!existsSync(node)) {
  process.stderr.write("holdfast: not installed yet; run npm start (or npm ci) in the checkout first.\n")
  process.exit(1)
}
const child = spawn(node, [...nodeFlags, join(root, "apps/server/src/main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
})
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
