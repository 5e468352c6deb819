import type { FastifyInstance } from "fastify"

export interface OpenLive {
  status: number
  headers: Headers
  /** What the server sent so far, word for word. */
  text: () => string
  /** How often it was told that sessions changed. */
  changes: () => number
  /** How the stream is: `cut` is an end without the end of the answer. */
  state: () => "open" | "ended" | "cut"
  close(): void
}

/** The address at which an app listens on a free port; it begins to when it does not yet. */
async function addressOf(app: FastifyInstance): Promise<URL> {
  const known = app.server.address()
  if (known === null) return new URL(await app.listen({ port: 0, host: "127.0.0.1" }))
  if (typeof known === "string") throw new Error("The app listens on a path, not on a port")
  return new URL(`http://127.0.0.1:${known.port}`)
}

/** Follows a stream of server-sent events over a real socket, as a browser does. */
export async function openLive(app: FastifyInstance, path: string, cookie: string): Promise<OpenLive> {
  const closing = new AbortController()
  const answer = await fetch(new URL(path, await addressOf(app)), {
    headers: { cookie, accept: "text/event-stream" },
    signal: closing.signal,
  })
  let text = ""
  let state: "open" | "ended" | "cut" = "open"
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
  }
  void read().then(
    () => {
      state = "ended"
    },
    () => {
      state = "cut"
    },
  )
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => text,
    changes: () => text.match(/^event: sessions\ndata: \{\}\n$/gm)?.length ?? 0,
    state: () => state,
    close: () => closing.abort(),
  }
}
