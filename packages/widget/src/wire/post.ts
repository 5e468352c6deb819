/** How a request ended: taken, refused for good, or failed in a way that another try may mend. */
export type Posted =
  | { kind: "taken"; answer: string }
  | { kind: "refused"; status: number; sentence: string }
  | { kind: "failed"; sentence: string; isAnswered?: boolean }

/**
 * How long to wait before a failed request is tried again: 1, 2, 4 … seconds, at most a minute, with jitter so that
 * many browsers do not return to a recovering server in step.
 * @param failures how often it failed before this time
 */
export const retryAfterMs = (failures: number, random: () => number): number =>
  Math.min(60_000, 1000 * 2 ** failures) * (0.5 + random())

/** Browsers refuse keepalive requests whose bodies in flight exceed 64 KiB together. */
const keepaliveLimit = 30_000

const bodyOf = (content: object) => (content instanceof Blob ? content : JSON.stringify(content))

/**
 * A POST that needs no pre-flight: a text goes as `text/plain`, and without cookies. Never rejects.
 * @param content what is written as JSON, or a blob that is sent as it is
 * @param timeoutMs after which it counts as failed
 */
export async function post(url: string, content: object, timeoutMs: number): Promise<Posted> {
  const body = bodyOf(content)
  const controller = new AbortController()
  const { signal } = controller
  // to abort what has ended does nothing
  setTimeout(() => controller.abort(), timeoutMs)
  try {
    const keepalive = (typeof body === "string" ? body.length : body.size) < keepaliveLimit
    const response = await fetch(url, { method: "POST", body, credentials: "omit", keepalive, signal })
    const answer = await response.text()
    const { ok, status } = response
    if (ok) return { kind: "taken", answer }
    const mayPass = status === 408 || status === 424 || status === 429 || status >= 500
    if (mayPass) return { kind: "failed", sentence: `Holdfast answered ${status}`, isAnswered: true }
    return { kind: "refused", status, sentence: answer.slice(0, 500) }
  } catch {
    return { kind: "failed", sentence: `${new URL(url).origin} could not be reached` }
  }
}

/** A POST as the page goes away: nobody waits for its answer. False when the browser would not take it. */
export function postAndLeave(url: string, content: object): boolean {
  try {
    return navigator.sendBeacon(url, bodyOf(content))
  } catch {
    return false
  }
}
