import { mostInflatedBytes } from "@holdfast/protocol/recording"
import type { Watch } from "../view/scene.ts"
import { type Chunk, openChunkSender } from "../wire/chunk-sender.ts"
import { headOf } from "./head-of.ts"
import { answerMs } from "./limits.ts"
import { movesBetween } from "./moves-between.ts"
import { type Log, openLog } from "./open-log.ts"
import type { Recorded } from "./start-recording.ts"
import { watchCustomer } from "./watch-customer.ts"

/**
 * The script that records, `record-<hash>.js`: loaded only where a run is recorded. It writes the log of the run and sends it while the run
 * goes on. It reads the run's state and the flow's own document, and nothing of the page.
 */

/**
 * In a tenth of its bytes where the browser has a way. As `text/plain`, which needs no pre-flight. One blob and no more: for each of them
 * the page waits for the browser's own process.
 */
async function packed(text: string): Promise<Blob> {
  let body: BlobPart = text
  try {
    const stream = (new Response(text).body as ReadableStream).pipeThrough(new CompressionStream("gzip"))
    body = await new Response(stream).arrayBuffer()
  } catch {}
  return new Blob([body], { type: "text/plain" })
}

/** Begins to record a run. What it gives back is told of each drawing, and of the end. */
export function record({ run, answer, api, send: post, guarded }: Recorded): Watch {
  const url = `${api}/v1/flow/recording`
  let [sentBytes, lastMs] = [0, 0]
  let log: Log | undefined
  let drawn: typeof run.state | null = null

  const whole = ({ index, body }: Chunk) =>
    `${JSON.stringify({ ...run.caller, run: run.id, index }).slice(0, -1)},${body.slice(1)}`
  const send = async (chunk: Chunk) => {
    const body = await packed(whole(chunk))
    const posted = await post(url, body, answerMs)
    if (posted.kind === "taken") sentBytes += body.size
    return posted
  }
  const sendAndLeave = (chunk: Chunk) => navigator.sendBeacon(url, whole(chunk))
  const sender = openChunkSender(send, sendAndLeave, mostInflatedBytes)

  const begin = (home: Document | ShadowRoot): Log => {
    const html = home.querySelector("html") as HTMLElement
    // one clock alone: between looks at two, a busy machine puts a tenth of a second
    const now = () => {
      lastMs = Math.max(lastMs, Date.now() - run.startedAt)
      return lastMs
    }
    const opened = openLog(headOf(run, answer, html), now, () => sentBytes, sender)
    watchCustomer(home, html, opened.add, guarded)
    const leave = guarded(() => {
      opened.add(["left"])
      opened.flush()
      sender.leave()
    })
    addEventListener("pagehide", leave)
    addEventListener("pageshow", sender.flush)
    addEventListener("online", sender.flush)
    return opened
  }

  return (home) => {
    if (!home) return log?.add(["closed"])
    log ??= begin(home)
    movesBetween(drawn, run.state).forEach(log.add)
    drawn = run.state
  }
}
