// npm start: installs, builds, runs. Plain Node 20 without dependencies; the server itself runs on Node 24.
import { spawnHoldfast } from "../apps/server/bin/spawn-holdfast.mjs"
import { assertNodeVersion, build, install } from "./lib.mjs"

assertNodeVersion()
await install("run")
await build()

// the channel tells the server when this launcher is gone, however it went
const server = spawnHoldfast(["start"], ["inherit", "inherit", "inherit", "ipc"])

// npm itself may be killed: then nobody would be left to stop us
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill("SIGTERM"), 1000)
}
