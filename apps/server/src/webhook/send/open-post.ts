import type { LookupAddress } from "node:dns"
import { lookup as askSystem, Resolver } from "node:dns/promises"
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { hostOf } from "../endpoint/webhook-url.ts"
import { isPublicAddress } from "./public-address.ts"

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

/** What is refused before anything is sent, or while a name is looked up. The message is for the people of the company. */
class Refusal extends Error {}

const notPublic = "The address is not one of the public internet; nothing was sent."

/**
 * Letters by HTTP. Each name is resolved once for a connection. Every address that it has must be public, and the
 * connection goes to one of those very addresses. Redirects are not followed.
 * @param allowsPrivate whether other addresses are allowed, too
 */
export function openPost(allowsPrivate: boolean, resolve: Resolve = resolveName(allowsPrivate)): Post {
  const lookup: LookupFunction = (host, options, done) => {
    const connect = (found: LookupAddress[]) => {
      const addresses = found.filter(({ family }) => !options.family || options.family === family)
      const [first] = addresses
      if (!first) return done(new Refusal(`The name ${host} has no address.`), [])
      if (!allowsPrivate && !found.every(({ address }) => isPublicAddress(address)))
        return done(new Refusal(notPublic), [])
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    }
    resolve(host).then(connect, (error: NodeJS.ErrnoException) => done(error, []))
  }
  const options = { keepAlive: true, lookup, maxFreeSockets: 64 }
  const agents = { "http:": new HttpAgent(options), "https:": new HttpsAgent(options) }

  const sendOnce = (letter: Letter, signal: AbortSignal) =>
    new Promise<Omit<Posted, "durationMs">>((done, fail) => {
      const url = new URL(letter.url)
      const host = hostOf(url)
      // a name is looked up, an address is not
      if (isIP(host) && !allowsPrivate && !isPublicAddress(host)) throw new Refusal(notPublic)
      const [send, agent] =
        url.protocol === "https:" ? [httpsRequest, agents["https:"]] : [httpRequest, agents["http:"]]
      const body = Buffer.from(letter.body)
      const headers = { ...letter.headers, "content-length": body.length }
      const request = send(url, { method: "POST", agent, signal, headers })
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
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
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

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

/**
 * By questions to the DNS of our own: the system's lookup takes one of four threads for as long as a dead name server
 * is silent, and everybody else's waits. The system's own names, as of /etc/hosts, are for who allows private addresses.
 */
function resolveName(allowsPrivate: boolean): Resolve {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  return async (host) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const found = [
      ...(four.status === "fulfilled" ? four.value.map((address) => ({ address, family: 4 })) : []),
      ...(six.status === "fulfilled" ? six.value.map((address) => ({ address, family: 6 })) : []),
    ]
    if (found.length > 0) return found
    if (allowsPrivate) return askSystem(host, { all: true })
    throw new Refusal("The name of the server could not be found.")
  }
}
