import { readable } from "../readable.ts"
import { CommandError } from "../with-database.ts"

export interface ConfigAccess {
  /** Of the server, without a path. */
  url: string
  appId: string
  configKey: string
  /** Tests wait less. */
  patienceMs?: number
}

/** Asks a server in the name of a config key. Whatever goes wrong is a CommandError of one sentence or two, without the key. */
export interface ConfigClient {
  get<T extends object>(path: string): Promise<T>
  send<T extends object>(method: "PUT" | "POST" | "PATCH", path: string, body: object): Promise<T>
}

const patienceMs = 30_000

/** @throws CommandError where the App ID or the key holds what no header can */
export function createConfigClient(access: ConfigAccess): ConfigClient {
  const { appId, configKey } = access
  if (![appId, configKey].every((text) => /^[\x21-\x7e]+$/.test(text)))
    throw new CommandError("App ID and config key take letters, digits and signs of ASCII.")
  return {
    get: (path) => ask(access, "GET", path),
    send: (method, path, body) => ask(access, method, path, body),
  }
}

async function ask<T extends object>(
  access: ConfigAccess,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const { url } = access
  let response: Response
  let text: string
  try {
    response = await fetch(`${url}/v1/data/${path}`, {
      method,
      headers: {
        "x-ck-app": access.appId,
        "x-ck-api-key": access.configKey,
        accept: "application/json",
        ...(body && { "content-type": "application/json" }),
      },
      // one that is followed would carry the key to whoever it names
      redirect: "manual",
      signal: AbortSignal.timeout(access.patienceMs ?? patienceMs),
      ...(body && { body: JSON.stringify(body) }),
    })
    text = await response.text()
  } catch (error) {
    throw new CommandError(`${whyNoAnswer(access, error)}${method === "GET" ? "" : perhapsDone}`)
  }
  const { status } = response
  if (status >= 300 && status < 400) {
    const to = readable(response.headers.get("location") ?? "another address")
    throw new CommandError(`${url} sends to ${to}; give the address behind it, if it is the right one.`)
  }
  if (response.ok) return objectIn(text, url)
  const sentence = sentenceIn(text)
  if (status === 401) throw new CommandError(`${url} does not accept App ID and config key: ${sentence}`)
  if (status >= 500) throw new CommandError(`${url} failed (${status}): ${sentence}`)
  throw new CommandError(sentence === "" ? `${url} answers ${status}.` : sentence)
}

const perhapsDone = " Whether it did what it was asked to is not known: pull, and see."

function whyNoAnswer({ url, patienceMs: given }: ConfigAccess, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code, message } = cause as NodeJS.ErrnoException
  if (cause instanceof DOMException && cause.name === "TimeoutError")
    return `${url} did not answer within ${(given ?? patienceMs) / 1000} seconds.`
  if (code === "ECONNREFUSED")
    return `Nothing answers at ${url}. Is Holdfast running there? --url or HOLDFAST_URL says where it is.`
  if (code === "ENOTFOUND") return `There is no host of the name in ${url}.`
  return `${url} does not answer (${readable(message || String(cause))}).`
}

function objectIn<T extends object>(text: string, url: string): T {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === "object" && body !== null) return body as T
  } catch {
    // told below
  }
  throw new CommandError(`${url} answers with something that Holdfast does not say; is the address right?`)
}

/** What the server says of a refusal: `{"message": …}`, or the text itself. */
function sentenceIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    const message = typeof body === "object" && body !== null && "message" in body ? body.message : text
    return shorten(String(message))
  } catch {
    return shorten(text)
  }
}

const shorten = (text: string) => readable(text.trim().slice(0, 2000))
