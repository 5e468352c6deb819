import type { IncomingMessage } from "node:http"
import { openPublicNet, Refusal, type Resolve } from "./public-net.ts"

export type { Resolve }

/** How a try went. */
export interface Posted {
  /** Of the answer; null where none came. */
  status: number | null
  /** The first 4 KB of the answer. */
  answer: string
  durationMs: number
  /** Why it did not arrive, in a sentence; null where it did. */
  error: string | null
  /** Nothing of it has reached the server, for certain. */
  isUnsent: boolean
}

export interface Letter {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** How long all of it may take, from looking the name up to the end of the answer. */
  limitMs: number
}

/** Sends a letter to a server of a company. It never throws. */
export interface Post {
  send(letter: Letter): Promise<Posted>
  close(): void
}

const keptBytes = 4096
/** Of an answer no more is read. The connection is given up then. */
const mostBytes = 64 * 1024

/**
 * Letters by HTTP, over `public-net.ts`. Redirects are not followed.
 * @param allowsPrivate whether addresses that are not public are allowed, too
 */
export function openPost(allowsPrivate: boolean, resolve?: Resolve): Post {
  const net = openPublicNet(allowsPrivate, resolve)

  const sendOnce = (letter: Letter, signal: AbortSignal) =>
    new Promise<Omit<Posted, "durationMs">>((done, fail) => {
      const body = Buffer.from(letter.body)
      const headers = { ...letter.headers, "content-length": body.length }
      const request = net.request(new URL(letter.url), { method: "POST", signal, headers })
      request.on("response", (response) => void readAnswer(response).then(done, fail))
      request.on("error", (error) => fail(request.reusedSocket ? new StaleConnection(error) : error))
      request.end(body)
    })

  return {
    async send(letter) {
      const began = performance.now()
      const signal = AbortSignal.timeout(letter.limitMs)
      const took = () => Math.round(performance.now() - began)
      try {
        const posted = await sendOnce(letter, signal).catch((error: unknown) => {
          // the other side may give a connection up that it kept, as we take it up again
          if (error instanceof StaleConnection && !signal.aborted) return sendOnce(letter, signal)
          throw error
        })
        return { ...posted, durationMs: took() }
      } catch (error) {
        const sentence = signal.aborted
          ? `There was no whole answer within ${letter.limitMs / 1000} seconds.`
          : sentenceOf(error)
        const isUnsent = !signal.aborted && unsent.has(codeOf(error))
        return { status: null, answer: "", durationMs: took(), error: sentence, isUnsent }
      }
    },
    close: net.close,
  }
}

class StaleConnection extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}

async function readAnswer(response: IncomingMessage): Promise<Omit<Posted, "durationMs">> {
  const parts: Buffer[] = []
  let bytes = 0
  // leaving the loop gives the connection up
  for await (const part of response as AsyncIterable<Buffer>) {
    if (bytes < keptBytes) parts.push(part)
    bytes += part.length
    if (bytes > mostBytes) break
  }
  const status = response.statusCode ?? 0
  const kept = Buffer.concat(parts).subarray(0, keptBytes)
  // the database keeps no NUL
  const answer = new TextDecoder().decode(kept, { stream: true }).replaceAll("\0", "\ufffd")
  const error = status >= 200 && status < 300 ? null : refusedBy(status)
  return { status, answer, error, isUnsent: false }
}

const refusedBy = (status: number) =>
  status >= 300 && status < 400
    ? `The server answered ${status}, a redirect, which is not followed.`
    : `The server answered ${status}.`

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: "The server refused the connection.",
  ECONNRESET: "The server broke the connection off.",
  EHOSTUNREACH: "The server could not be reached.",
  ENETUNREACH: "The server could not be reached.",
  ETIMEDOUT: "The server could not be reached.",
  ENOTFOUND: "The name of the server could not be found.",
  CERT_HAS_EXPIRED: "The certificate of the server has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate of the server is signed by itself.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate of the server is for another name.",
}

/** By these codes no connection was made. */
const unsent: ReadonlySet<string> = new Set([
  "refusal",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return "refusal"
  const cause = error instanceof StaleConnection ? error.cause : error
  const first = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause
  return first instanceof Error && "code" in first ? String(first.code) : "unknown"
}

/** What the system says may name addresses of the operator's network, so only its code is passed on. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  const code = codeOf(error)
  return sentences[code] ?? `The connection failed (${code}).`
}
