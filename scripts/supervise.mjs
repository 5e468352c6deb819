// Keeps the server running. Plain Node 20 without dependencies.
import { spawnCommand } from "../apps/server/bin/spawn-holdfast.mjs"
import { say } from "./lib.mjs"

const firstWaitMs = 250
/** It never gives up, and a server that ends at every start costs next to nothing. */
const longestWaitMs = 60_000
/** A server that ran for so long had no trouble in starting: the next wait is a short one again. */
const soundMs = 60_000

/**
 * Runs the server, and starts it again when it ends by itself, whether it was killed or broke. It ends with the server
 * that was asked to end, and with one that says at the first start that it never will start as it is configured.
 */
export function supervise() {
  let isAsked = false
  let wasReady = false
  let waitMs = firstWaitMs
  let child = null
  let waiting = null

  const start = () => {
    waiting = null
    const startedAt = Date.now()
    /** What the server said last of itself: `ready`, `refused`, or `away` where its database is. */
    let told = null
    // the channel tells the server when this launcher is gone, however it went
    child = spawnCommand(["start"], ["inherit", "inherit", "inherit", "ipc"])
    child.on("message", (message) => {
      told = message
      wasReady ||= message === "ready"
    })
    child.on("exit", (code, signal) => {
      child = null
      // one that was still starting, or waiting for its database, had nothing to end well
      if (isAsked) process.exit(wasReady ? (code ?? 0) : 0)
      if (code === 0) process.exit(0)
      if (told === "refused" && !wasReady) process.exit(1)
      if (Date.now() - startedAt > soundMs) waitMs = firstWaitMs
      const how = signal ? `was ended by ${signal}` : `ended with ${code}`
      const what = told === "ready" || told === null ? `The server ${how}. ` : ""
      say(`${what}It is started again in ${waitMs / 1000} s.`)
      waiting = setTimeout(start, waitMs)
      waitMs = Math.min(2 * waitMs, longestWaitMs)
    })
  }

  const end = (signal) => {
    isAsked = true
    if (child) child.kill(signal)
    else {
      clearTimeout(waiting)
      process.exit(0)
    }
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal))
  // npm itself may be killed: then nobody would be left to stop us
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && end("SIGTERM"), 1000)
  }
  start()
}
