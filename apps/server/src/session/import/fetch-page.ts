import { setTimeout as sleep } from "node:timers/promises"
import { listNames } from "./list-finder.ts"
import { SourceError } from "./source-item.ts"

export interface PageRequest {
  url: URL
  headers: Readonly<Record<string, string>>
  signal: AbortSignal
  /** Told before a wait that a person would notice. */
  onWait?: ((sentence: string) => void) | undefined
  /** Tests wait less. */
  firstWaitMs?: number | undefined
}

const firstWaitMs = 1000
/** Without a word from the server the last wait is the longest, 32 s; it may ask for this much. */
const longestWaitMs = 15 * 60_000
const noticedMs = 5000
const attempts = 7
/** A server that says nothing for so long counts as one that did not answer. */
const patienceMs = 120_000

/**
 * One page of records. Answers that may be better next time (408, 425, 429, 5xx, none at all) are waited out: as long as
 * the server asks for, up to 15 minutes, or else twice as long each time.
 * @throws SourceError with the server's own sentence where it refuses, when patience is at its end, or when it asks for
 * more
 */
export async function fetchPage(request: PageRequest): Promise<unknown[]> {
  const { signal, onWait } = request
  for (let attempt = 1; ; attempt++) {
    const answer = await tryOnce(request)
    if ("records" in answer) return answer.records
    const { trouble } = answer
    if (attempt === attempts) throw new SourceError(`${trouble} It was asked ${attempts} times.`)
    const waitMs = answer.waitMs ?? (request.firstWaitMs ?? firstWaitMs) * 2 ** (attempt - 1)
    if (waitMs > longestWaitMs) {
      throw new SourceError(
        `${trouble} It asks to be left alone for ${inMinutes(waitMs)}; run the import again then.`,
      )
    }
    if (waitMs >= noticedMs) onWait?.(`${trouble} Waiting ${Math.ceil(waitMs / 1000)} s.`)
    await sleep(waitMs, undefined, { signal })
  }
}

const inMinutes = (ms: number) => `${Math.ceil(ms / 60_000).toLocaleString("en-US")} minutes`

const mayPass = (status: number) => [408, 425, 429].includes(status) || status >= 500

type Answer = { records: unknown[] } | { trouble: string; waitMs: number | null }

async function tryOnce({ url, headers, signal }: PageRequest): Promise<Answer> {
  let response: Response
  let text: string
  try {
    // a redirect would carry the key to whoever it names
    response = await fetch(url, {
      headers,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
    text = await response.text()
  } catch (error) {
    signal.throwIfAborted()
    return { trouble: `${url.origin} does not answer (${reasonOf(error)}).`, waitMs: null }
  }
  const { status } = response
  if (mayPass(status)) {
    return {
      trouble: `${url.origin} answers ${status}: ${sentenceIn(text)}`,
      waitMs: retryAfterMs(response.headers.get("retry-after")),
    }
  }
  if (status >= 300 && status < 400) {
    throw new SourceError(
      `${url.origin} sends to ${response.headers.get("location") ?? "another address"}; give that address if it is the right one.`,
    )
  }
  if (!response.ok) throw new SourceError(`${url.origin} answers ${status}: ${sentenceIn(text)}`)
  return { records: recordsOf(text, url) }
}

/** What a server says of a refusal: `{"message": …}`, as Holdfast answers where JSON is asked for, or the text itself. */
function sentenceIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    const isTold = typeof body === "object" && body !== null && "message" in body
    return shorten(isTold && typeof body.message === "string" ? body.message : text)
  } catch {
    return shorten(text)
  }
}

/** A bare list, or one in an object as `data` or the like. */
function recordsOf(text: string, url: URL): unknown[] {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new SourceError(`${url.origin}${url.pathname} answers with something that is no JSON.`)
  }
  const list = Array.isArray(body) ? body : listIn(body)
  if (!Array.isArray(list)) {
    throw new SourceError(`${url.origin}${url.pathname} answers without a list of records.`)
  }
  return list
}

const listIn = (body: unknown): unknown =>
  typeof body === "object" && body !== null
    ? Object.entries(body).find(([name, value]) => listNames.has(name) && Array.isArray(value))?.[1]
    : null

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? cause.message || String(cause) : error.message
}

/** Seconds or a date. */
function retryAfterMs(value: string | null): number | null {
  if (value === null) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/** What a server says is shown on a terminal: nothing of it moves the cursor. */
const shorten = (text: string) => text.trim().slice(0, 300).replace(/\p{C}/gu, "·") || "nothing"
