import { Problem, problemOf } from "./problem.ts"

/** A request that takes longer is given up. */
const patienceMs = 20_000

interface RequestOptions {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"
  body?: unknown
  /** The page may go away meanwhile; for small bodies. */
  keepalive?: boolean
  signal?: AbortSignal
}

/**
 * The only way to the server. `T` is what the protocol says about this path. Throws a `Problem` for every refusal,
 * fault and silence; an abort by the caller stays an abort.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const signals = [AbortSignal.timeout(patienceMs), ...(options.signal ? [options.signal] : [])]
  const question = questionOf(options, AbortSignal.any(signals))
  let response: Response
  let body: unknown
  // nothing but the network's own work may fail in here: a fault of this page is no silence of the server
  try {
    response = await fetch(path, question)
    body = parse(await response.text())
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw noAnswer()
  }
  if (!response.ok || body === unreadable)
    throw problemOf(response.ok ? 500 : response.status, response.headers, body)
  return body as T
}

/**
 * The same for an answer that is a file: it is handed over as soon as its headers are there, however long the rest
 * takes. Reading it rejects where the connection breaks, and where `signal` is aborted.
 */
export async function requestFile(
  path: string,
  { signal, ...options }: RequestOptions & { signal: AbortSignal },
): Promise<Response> {
  const silence = new AbortController()
  const question = questionOf(options, AbortSignal.any([silence.signal, signal]))
  const timer = setTimeout(() => silence.abort(), patienceMs)
  let response: Response
  let body: unknown
  try {
    response = await fetch(path, question)
    if (response.ok) return response
    body = parse(await response.text())
  } catch (cause) {
    if (signal.aborted) throw cause
    throw noAnswer()
  } finally {
    clearTimeout(timer)
  }
  throw problemOf(response.status, response.headers, body)
}

function questionOf(
  { method = "GET", body, keepalive = false }: RequestOptions,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(keepalive && { keepalive }),
    signal,
  }
}

const noAnswer = () => new Problem({ status: 0, code: "no_answer", message: "Holdfast did not answer" })

const unreadable = Symbol("not JSON")

function parse(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text)
  } catch {
    return unreadable
  }
}
