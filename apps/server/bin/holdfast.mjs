#!/usr/bin/env node
// The command line.
import { existsSync } from "node:fs"
import { node, spawnHoldfast } from "./spawn-holdfast.mjs"

if (!existsSync(node)) {
  process.stderr.write("holdfast: not installed yet; run npm start (or npm ci) in the checkout first.\n")
  process.exit(1)
}
spawnHoldfast(process.argv.slice(2), "inherit")
