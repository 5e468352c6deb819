import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { type Clock, processorClock } from "./processor.ts"

/** A server of a few lines, in a process of its own. */
export interface BareServer {
  url: string
  clock: Clock
  stop(): void
}

const file = fileURLToPath(import.meta.url)

/** Starts a server of Node alone that receives a body, decodes and parses it, and answers: the least that any server does. */
export async function startBareServer(): Promise<BareServer> {
  const child: ChildProcess = spawn(process.execPath, [file], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const leaveNone = () => void child.kill()
  process.once("exit", leaveNone)
  const [port] = (await once(child, "message")) as [number]
  if (child.pid === undefined) throw new Error("The bare server has no process")
  return {
    url: `http://127.0.0.1:${port}`,
    clock: processorClock(child.pid),
    stop() {
      process.off("exit", leaveNone)
      child.kill()
    },
  }
}

function serve(): void {
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString())
      answer.end("{}")
    })
  }).listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))
  process.once("disconnect", () => process.exit())
}

if (process.argv[1] === file) serve()
