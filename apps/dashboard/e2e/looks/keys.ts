import type { ApiKey } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3600_000).toISOString()
const prefixes = { flow: "flow_", "data-live": "live_data_", "data-test": "test_data_", config: "config_" }

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

/** `empty` has none, `hostile` has names that are to do harm. */
export function keysOf(scenario: Scenario): ApiKey[] {
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
    keyNumber(4, { name: "Old shop", state: "revoked", endsAt: hoursAgo(300), lastUsedAt: hoursAgo(400) }),
    keyNumber(7, { kind: "data-test", name: "First keys", createdBy: { kind: "start", name: null } }),
  ]
}
