import type {
  ApiErrorBody,
  ApiKey,
  ApiKeys,
  KeyKind,
  KeyOverlap,
  MadeKey,
  RevokedKey,
  RotatedKey,
} from "@holdfast/protocol"
import type { Visitor } from "./fixture-live.ts"
import type { Scenario } from "./fixture-state.ts"
import { hostileTexts } from "./hostile-rows.ts"
import { fixtureNow } from "./rows.ts"

interface KeysRequest {
  method: string
  id: string | null
  deed: string | null
  body: { kind?: KeyKind; name?: string; overlap?: KeyOverlap }
}

type Answer = { status: number; body: ApiKeys | ApiKey | MadeKey | RotatedKey | RevokedKey | ApiErrorBody }

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3600_000).toISOString()
const overlapHours: Record<KeyOverlap, number> = { none: 0, "1-hour": 1, "24-hours": 24, "7-days": 168 }
const prefixes: Record<KeyKind, string> = {
  flow: "flow_",
  "data-live": "live_data_",
  "data-test": "test_data_",
}

/** The keys of a browser. `empty` has none, `hostile` has names that are to do harm; a key named "Twin" is refused. */
export function answerKeys(
  visitor: Visitor,
  scenario: Scenario,
  { method, id, deed, body }: KeysRequest,
): Answer {
  visitor.keys ??= keysOf(scenario)
  const { keys } = visitor
  if (method === "GET") return { status: 200, body: { baseUrl: "https://holdfast.example.com", keys } }
  if (body.name === "Twin") {
    return refusal(409, "too_many_keys", "There are 20 such keys already; revoke one that nothing uses.")
  }
  if (id === null) return { status: 201, body: make(visitor, body.kind ?? "flow", body.name ?? "") }
  const known = keys.find((key) => key.id === id)
  if (!known) return refusal(404, "key_not_found", "There is no such key for you.")
  const change = (now: Partial<ApiKey>): ApiKey => {
    const changed = { ...known, ...now }
    visitor.keys = (visitor.keys ?? []).map((key) => (key.id === id ? changed : key))
    return changed
  }
  if (deed === "revoke") {
    const key = change({ state: "revoked", endsAt: hoursAgo(0) })
    return { status: 200, body: { key, left: 0 } }
  }
  if (deed === "rotate") {
    const hours = overlapHours[body.overlap ?? "none"]
    const replaced = change({ state: hours > 0 ? "ending" : "replaced", endsAt: hoursAgo(-hours) })
    return { status: 201, body: { ...make(visitor, known.kind, known.name), replaced } }
  }
  return { status: 200, body: change({ name: body.name ?? "" }) }
}

function make(visitor: Visitor, kind: KeyKind, name: string): MadeKey {
  const secret = `${prefixes[kind]}${"N3wK3y".repeat(6).slice(0, 32)}`
  const key = keyNumber(100 + (visitor.keys?.length ?? 0), { kind, name, createdAt: hoursAgo(0) })
  visitor.keys = [key, ...(visitor.keys ?? [])]
  return { key, secret }
}

function keyNumber(number: number, facts: Partial<ApiKey>): ApiKey {
  const kind = facts.kind ?? "flow"
  return {
    id: `01990000-0000-7000-a000-${String(number).padStart(12, "0")}`,
    kind,
    name: "",
    hint: `${prefixes[kind]}K${String(number).padStart(3, "0")}`,
    state: "active",
    endsAt: null,
    createdAt: hoursAgo(number * 200),
    createdBy: { kind: "person", name: "Ada Lovelace" },
    lastUsedAt: null,
    ...facts,
  }
}

function keysOf(scenario: Scenario): ApiKey[] {
  if (scenario === "empty") return []
  if (scenario === "hostile") {
    return hostileTexts
      .slice(0, 12)
      .map((name, place) =>
        keyNumber(place, { name: name.slice(0, 80), createdBy: { kind: "person", name } }),
      )
  }
  return [
    keyNumber(1, { name: "Checkout server", lastUsedAt: hoursAgo(0.1) }),
    keyNumber(2, {
      name: "Checkout server",
      state: "ending",
      endsAt: hoursAgo(-20),
      lastUsedAt: hoursAgo(2),
    }),
    keyNumber(3, { name: "Made on the command line", createdBy: { kind: "command", name: null } }),
    keyNumber(4, { name: "Old shop", state: "revoked", endsAt: hoursAgo(300), lastUsedAt: hoursAgo(400) }),
    keyNumber(5, { name: "Checkout server", state: "replaced", endsAt: hoursAgo(700) }),
    keyNumber(6, {
      kind: "data-live",
      name: "Warehouse connector",
      lastUsedAt: hoursAgo(26),
      createdBy: { kind: "person", name: null },
    }),
    keyNumber(7, { kind: "data-test", name: "First keys", createdBy: { kind: "start", name: null } }),
  ]
}
