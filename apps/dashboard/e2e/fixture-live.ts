import type { ServerResponse } from "node:http"
import type { ApiKey, SavedView } from "@holdfast/protocol/dashboard"
import type { FixtureAccount } from "./fixture-account.ts"

/** What happened since a browser opened the page. */
export interface Happened {
  arrived: number
  hasSettled: boolean
}

/** A named view, and the id of whose it is. */
export interface KeptView {
  ownerId: string
  view: SavedView
}

export interface Visitor extends Happened {
  streams: Set<ServerResponse>
  views: KeptView[]
  /** null until the page was looked at. */
  keys: ApiKey[] | null
  account: FixtureAccount
}

const visitors = new Map<string, Visitor>()

export function visitorOf(name: string): Visitor {
  const known = visitors.get(name) ?? {
    arrived: 0,
    hasSettled: false,
    streams: new Set(),
    views: [],
    keys: null,
    account: { name: "Ada Lovelace", hasTwoFactor: false, requiresTwoFactor: false, endedLogins: [] },
  }
  visitors.set(name, known)
  return known
}

/** A stream of server-sent events, as the real one: its first event says that anything may have changed. */
export function openStream(visitor: Visitor, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
  response.write("retry: 100\n\n")
  visitor.streams.add(response)
  response.on("close", () => visitor.streams.delete(response))
  tell(response)
}

/** `arrive=3` and `settle=1` make things happen and tell; `cut=1` ends the streams without a word. */
export function happen(visitor: Visitor, what: URLSearchParams): { streams: number } {
  visitor.arrived += Number(what.get("arrive") ?? 0)
  visitor.hasSettled ||= what.has("settle")
  for (const stream of visitor.streams) {
    if (what.has("cut")) stream.end()
    else if (what.size > 0) tell(stream)
  }
  return { streams: visitor.streams.size }
}

const tell = (stream: ServerResponse) => stream.write("event: sessions\ndata: {}\n\n")
