// npm start: installs, builds, runs. Plain Node 20 without dependencies; the server itself runs on Node 24.
import { spawn } from "node:child_process"
import { join } from "node:path"
import { nodeFlags } from "../apps/server/bin/node-flags.mjs"
import { assertNodeVersion, build, install, node, root } from "./lib.mjs"

assertNodeVersion()
await install("run")
await build()

// the channel tells the server when this launcher is gone, however it went
const server = spawn(node, [...nodeFlags, join(root, "apps/server/src/main.ts"), "start"], {
  cwd: root,
  stdio: ["inherit", "inherit", "inherit", "ipc"],
})
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal))
server.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

// npm itself may be killed: then nobody would be left to stop us
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill("SIGTERM"), 1000)
}
