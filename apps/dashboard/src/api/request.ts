import { Problem, problemOf } from "./problem.ts"

/** A request that takes longer is given up. */
const patienceMs = 20_000

export interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE"
  body?: unknown
  signal?: AbortSignal
}

/**
 * The only way to the server. `T` is what the protocol says about this path. Throws a `Problem` for every refusal,
 * fault and silence; an abort by the caller stays an abort.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const signals = [AbortSignal.timeout(patienceMs), ...(options.signal ? [options.signal] : [])]
  let response: Response
  let body: unknown
  try {
    response = await fetch(path, {
      method: options.method ?? "GET",
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: AbortSignal.any(signals),
    })
    body = parse(await response.text())
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new Problem({ status: 0, code: "no_answer", message: "Holdfast did not answer" })
  }
  if (!response.ok || body === unreadable)
    throw problemOf(response.ok ? 500 : response.status, response.headers, body)
  return body as T
}

const unreadable = Symbol("not JSON")

function parse(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text)
  } catch {
    return unreadable
  }
}
