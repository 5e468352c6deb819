/** How a request ended: taken, refused for good, or failed in a way that another try may mend. */
export type Posted =
  | { kind: "taken"; answer: unknown }
  | { kind: "refused"; status: number; sentence: string }
  | { kind: "failed"; sentence: string }

/** Browsers refuse keepalive requests whose bodies in flight exceed 64 KiB together. */
const keepaliveLimit = 30_000

/**
 * A POST that needs no pre-flight: JSON sent as text, without cookies. Never rejects.
 * @param timeoutMs after which it counts as failed
 */
export async function post(url: string, body: object, timeoutMs: number): Promise<Posted> {
  const text = JSON.stringify(body)
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  try {
    const response = await fetch(url, {
      method: "POST",
      body: text,
      headers: { "content-type": "text/plain;charset=UTF-8" },
      credentials: "omit",
      keepalive: text.length < keepaliveLimit,
      signal: controller.signal,
    })
    const said = await response.text()
    if (response.ok) return { kind: "taken", answer: parse(said) }
    const { status } = response
    const mayPass = status === 408 || status === 429 || status >= 500
    if (mayPass) return { kind: "failed", sentence: `Holdfast answered ${status}` }
    return { kind: "refused", status, sentence: said.slice(0, 500) }
  } catch {
    return { kind: "failed", sentence: "Holdfast could not be reached" }
  } finally {
    clearTimeout(timer)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The last words of a page that goes away: sent without waiting. False when the browser would not take them. */
export function postAndLeave(url: string, body: object): boolean {
  const text = JSON.stringify(body)
  try {
    const blob = new Blob([text], { type: "text/plain;charset=UTF-8" })
    if (typeof navigator.sendBeacon === "function" && navigator.sendBeacon(url, blob)) return true
    if (text.length >= keepaliveLimit) return false
    const headers = { "content-type": "text/plain;charset=UTF-8" }
    fetch(url, { method: "POST", body: text, headers, credentials: "omit", keepalive: true }).catch(() => {})
    return true
  } catch {
    return false
  }
}
