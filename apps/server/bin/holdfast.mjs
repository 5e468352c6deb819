#!/usr/bin/env node
// The command line.
import { spawnHoldfast } from "./spawn-holdfast.mjs"

spawnHoldfast(process.argv.slice(2), "inherit")
