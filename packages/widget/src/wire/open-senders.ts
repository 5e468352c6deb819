import type { Letter } from "./letter.ts"
import { type LetterSender, openLetterSender } from "./letter-sender.ts"
import { openOutbox } from "./outbox.ts"
import { post, postAndLeave } from "./post.ts"

/** A flow that runs: it hears when the page goes away, and when it comes back from the browser's cache. */
interface RunningFlow {
  leave(): void
  comeBack(): void
}

const timeoutMs = 15_000

/** `localStorage` itself throws where the browser denies it. */
function ownStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** The server reads a report's times as distances to the moment it was sent, which may be days after writing. */
const stamped = ({ body }: Letter): object => ("sentAt" in body ? { ...body, sentAt: Date.now() } : body)

/**
 * A sender of letters for each workspace that the page speaks of, and the moments of the page's life that matter to
 * them: it goes away, it comes back from the browser's cache, it is online again.
 * @param running each of these flows leaves a last report when the page goes away
 */
export function openSenders(api: string, running: ReadonlySet<RunningFlow>) {
  const senders = new Map<string, LetterSender>()
  const each = (work: (sender: LetterSender) => void) => [...senders.values()].forEach(work)

  addEventListener("pagehide", () => {
    for (const flow of running) flow.leave()
    each((sender) => sender.leave())
  })
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return
    for (const flow of running) flow.comeBack()
    each((sender) => sender.flush())
  })
  addEventListener("online", () => each((sender) => sender.flush()))

  const letterSenderOf = (app: string): LetterSender => {
    const known = senders.get(app)
    if (known) return known
    const sender = openLetterSender({
      outbox: openOutbox(ownStorage(), app),
      send: (letter) => post(`${api}${letter.path}`, stamped(letter), timeoutMs),
      sendAndLeave: (letter) => postAndLeave(`${api}${letter.path}`, stamped(letter)),
    })
    senders.set(app, sender)
    sender.flush()
    return sender
  }
  return { letterSenderOf }
}
