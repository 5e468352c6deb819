import type { Watch } from "../view/scene.ts"
import type { Chunk } from "../wire/chunk-sender.ts"
import { postAndLeave } from "../wire/post.ts"
import { headOf } from "./head-of.ts"
import { movesBetween, notBegun } from "./moves-between.ts"
import { type Log, openLog } from "./open-log.ts"
import type { Recorded } from "./start-recording.ts"
import { watchCustomer } from "./watch-customer.ts"

/**
 * The script that records, `record-<hash>.js`: loaded only where a run is recorded. It writes the log of the run and sends it while the run
 * goes on. It reads the run's state and the flow's own document, and nothing of the page.
 */

const timeoutMs = 15_000

const asText = { type: "text/plain" }

/** In a tenth of its bytes where the browser has a way. As `text/plain`, which needs no pre-flight. */
async function packed(body: Blob): Promise<Blob> {
  try {
    const stream = body.stream().pipeThrough(new CompressionStream("gzip"))
    return new Blob([await new Response(stream).arrayBuffer()], asText)
  } catch {
    return body
  }
}

/** Begins to record a run. What it gives back is told of each drawing, and of the end. */
export function record({ run, answer, api, send: post }: Recorded): Watch {
  const url = `${api}/v1/flow/recording`
  const clockAt = performance.now() - (Date.now() - run.startedAt)
  let sentBytes = 0
  const whole = ({ index, body }: Chunk) =>
    new Blob([JSON.stringify({ ...run.caller, run: run.id, index }).slice(0, -1), ",", body.slice(1)], asText)

  let log: Log | undefined
  let stop: (() => void) | undefined
  let isClosed = false
  let drawn = notBegun

  const begin = (home: Document | ShadowRoot): Log => {
    const opened = openLog({
      head: headOf(run, answer, home),
      now: () => performance.now() - clockAt,
      sentBytes: () => sentBytes,
      async send(chunk) {
        const body = await packed(whole(chunk))
        const posted = await post(url, body, timeoutMs)
        if (posted.kind === "taken") sentBytes += body.size
        return posted
      },
      sendAndLeave: (chunk) => postAndLeave(url, whole(chunk)),
    })
    stop = watchCustomer({ home, add: opened.add, restMs: opened.restMs })
    addEventListener("pagehide", () => {
      if (!isClosed) opened.add(["left"])
      opened.leave()
    })
    addEventListener("pageshow", opened.retry)
    addEventListener("online", opened.retry)
    return opened
  }

  return (home) => {
    if (!home) {
      isClosed = true
      stop?.()
      log?.add(["closed"])
      return log?.flush()
    }
    log ??= begin(home)
    for (const move of movesBetween(drawn, run.state)) log.add(move)
    drawn = run.state
    if (log.isEnded()) stop?.()
  }
}
