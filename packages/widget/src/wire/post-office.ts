import type { Letter } from "./letter.ts"
import type { Outbox } from "./outbox.ts"
import type { Posted } from "./post.ts"

interface Pending {
  letter: Letter
  isSending: boolean
  failures: number
  timer: ReturnType<typeof setTimeout> | null
}

export interface PostOfficeParts {
  outbox: Outbox
  send: (letter: Letter) => Promise<Posted>
  /** Sends without waiting, as the page goes away; false when the browser would not. */
  sendAndLeave: (letter: Letter) => boolean
  isOnline?: () => boolean
  random?: () => number
}

/**
 * Delivers letters. Of each id one is in flight at a time and only the newest waits, since a report holds the
 * whole session. A failure is tried again after 1, 2, 4 … seconds, at most a minute, with jitter so that many
 * browsers do not return to a recovering server in step; meanwhile the letter is kept in the outbox.
 */
export function openPostOffice(parts: PostOfficeParts) {
  const { outbox, send, sendAndLeave, isOnline = () => navigator.onLine, random = Math.random } = parts
  const pending = new Map<string, Pending>()
  const settled = new Map<Letter, (posted: Posted) => void>()
  let hasWarned = false

  const withdraw = ({ id }: Letter) => {
    const timer = pending.get(id)?.timer
    if (timer) clearTimeout(timer)
    pending.delete(id)
  }

  const forget = (entry: Pending, sent: Letter) => {
    outbox.drop(sent)
    if (entry.letter === sent) pending.delete(sent.id)
  }

  const deliver = async (entry: Pending): Promise<void> => {
    if (entry.isSending) return
    if (entry.timer !== null) clearTimeout(entry.timer)
    entry.timer = null
    entry.isSending = true
    const { letter } = entry
    const posted = await send(letter)
    entry.isSending = false
    if (posted.kind === "failed") {
      if (pending.get(letter.id) !== entry) return
      entry.failures += 1
      outbox.put(entry.letter)
      const waitMs = Math.min(60_000, 1000 * 2 ** (entry.failures - 1)) * (0.5 + random())
      entry.timer = setTimeout(() => void deliver(entry), waitMs)
      return
    }
    if (posted.kind === "refused" && !hasWarned) {
      hasWarned = true
      console.warn(`Holdfast refused a request (${posted.status}): ${posted.sentence}`)
    }
    entry.failures = 0
    forget(entry, letter)
    settled.get(letter)?.(posted)
    settled.delete(letter)
    if (pending.has(letter.id)) await deliver(entry)
  }

  /** Takes a letter in without sending it yet. */
  const queue = (letter: Letter): Pending => {
    const entry = pending.get(letter.id) ?? { letter, isSending: false, failures: 0, timer: null }
    entry.letter = letter
    if (entry.failures > 0) outbox.put(letter)
    pending.set(letter.id, entry)
    return entry
  }

  const post = (letter: Letter): void => {
    const entry = queue(letter)
    if (entry.timer === null) void deliver(entry)
  }

  return {
    post,
    /** Takes a letter in for `leave` to send. */
    hold: (letter: Letter): void => void queue(letter),
    /** Tries everything that waits, from this page and from earlier ones. */
    flush(): void {
      for (const entry of pending.values()) void deliver(entry)
      for (const letter of outbox.all()) if (!pending.has(letter.id)) post(letter)
    },
    /**
     * Sends a letter that somebody waits for.
     * @param patienceMs after which it is kept in the outbox and tried on; `isKept` is false where the browser
     *   keeps nothing: then it is taken back, so that nothing happens behind the customer's back
     */
    postAndWait(letter: Letter, patienceMs: number): Promise<Posted | { kind: "waiting"; isKept: boolean }> {
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          settled.delete(letter)
          const isKept = outbox.put(letter)
          if (!isKept) withdraw(letter)
          resolve({ kind: "waiting", isKept })
        }, patienceMs)
        settled.set(letter, (posted) => {
          clearTimeout(timer)
          resolve(posted)
        })
        post(letter)
      })
    },
    /** The page goes away: the newest of every id leaves now. What may not arrive is kept for the next page. */
    leave(): void {
      for (const { letter, failures } of pending.values()) {
        const isDoubtful = failures > 0 || !isOnline()
        if (isDoubtful) outbox.put(letter)
        if (!sendAndLeave(letter)) outbox.put(letter)
      }
    },
  }
}

export type PostOffice = ReturnType<typeof openPostOffice>
