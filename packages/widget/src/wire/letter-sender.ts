import type { Letter } from "./letter.ts"
import type { Outbox } from "./outbox.ts"
import { type Posted, retryAfterMs } from "./post.ts"

interface Pending {
  letter: Letter
  isSending: boolean
  failures: number
  timer: ReturnType<typeof setTimeout> | undefined
  /** Told how `letter` ended. */
  settle: ((posted: Posted) => void) | undefined
}

/** Nobody waits for the letter any more, but it is tried on where it is kept. */
export interface Waiting {
  kind: "waiting"
  isKept: boolean
  /** How it ended, if this page lives that long. */
  settled: Promise<Posted>
}

export interface LetterSender {
  post(letter: Letter): void
  /** Takes a letter in for `leave` to send. */
  hold(letter: Letter): void
  /** Tries everything that waits, from this page and from earlier ones. */
  flush(): void
  /**
   * Sends a letter that somebody waits for.
   * @param patienceMs after which it is kept in the outbox and tried on; `isKept` is false where the browser
   *   keeps nothing: then it is taken back, so that nothing happens behind the customer's back
   */
  postAndWait(letter: Letter, patienceMs: number): Promise<Posted | Waiting>
  /** The page goes away: the newest of every id leaves now. What may not arrive is kept for the next page. */
  leave(): void
}

export interface LetterSenderParts {
  outbox: Outbox
  send: (letter: Letter) => Promise<Posted>
  /** Sends without waiting, as the page goes away; false when the browser would not. */
  sendAndLeave: (letter: Letter) => boolean
  isOnline?: () => boolean
  random?: () => number
}

/**
 * Sends letters, of which a newer one replaces the older: of each id one is in flight at a time and only the newest
 * waits, since a report holds the whole session. A failure is tried again, and meanwhile the letter is kept in the
 * outbox. What must arrive piece by piece goes through `chunk-sender.ts`.
 */
export function openLetterSender(parts: LetterSenderParts): LetterSender {
  const { outbox, send, sendAndLeave, isOnline = () => navigator.onLine, random = Math.random } = parts
  const pending = new Map<string, Pending>()
  let hasWarned = false

  const deliver = async (entry: Pending): Promise<void> => {
    if (entry.isSending) return
    clearTimeout(entry.timer)
    entry.timer = undefined
    entry.isSending = true
    const { letter, settle } = entry
    const posted = await send(letter)
    entry.isSending = false
    const isPending = pending.get(letter.id) === entry
    if (posted.kind === "failed") {
      if (!isPending) return
      outbox.put(entry.letter)
      entry.timer = setTimeout(deliver, retryAfterMs(entry.failures, random), entry)
      entry.failures += 1
      return
    }
    if (posted.kind === "refused" && !hasWarned) {
      hasWarned = true
      console.warn(`Holdfast refused a request (${posted.status}): ${posted.sentence}`)
    }
    entry.failures = 0
    outbox.drop(letter)
    settle?.(posted)
    if (!isPending) return
    if (entry.letter !== letter) return deliver(entry)
    pending.delete(letter.id)
  }

  /** Takes a letter in without sending it yet. */
  const hold = (letter: Letter, settle?: Pending["settle"]): Pending => {
    const entry = pending.get(letter.id) ?? {
      letter,
      settle,
      isSending: false,
      failures: 0,
      timer: undefined,
    }
    Object.assign(entry, { letter, settle })
    if (entry.failures > 0) outbox.put(letter)
    pending.set(letter.id, entry)
    return entry
  }

  const post = (letter: Letter, settle?: Pending["settle"]): void => {
    const entry = hold(letter, settle)
    if (entry.timer === undefined) void deliver(entry)
  }

  return {
    post: (letter) => post(letter),
    hold: (letter) => void hold(letter),
    flush() {
      for (const entry of pending.values()) void deliver(entry)
      for (const letter of outbox.all()) if (!pending.has(letter.id)) post(letter)
    },
    postAndWait(letter, patienceMs) {
      let settle: (posted: Posted) => void = () => {}
      const settled = new Promise<Posted>((resolve) => {
        settle = resolve
      })
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          const isKept = outbox.put(letter)
          if (!isKept) {
            clearTimeout(pending.get(letter.id)?.timer)
            pending.delete(letter.id)
          }
          resolve({ kind: "waiting", isKept, settled })
        }, patienceMs)
        post(letter, (posted) => {
          clearTimeout(timer)
          settle(posted)
          resolve(posted)
        })
      })
    },
    leave() {
      for (const { letter, failures } of pending.values()) {
        const isSure = failures === 0 && isOnline()
        if (!sendAndLeave(letter) || !isSure) outbox.put(letter)
      }
    },
  }
}
