import type { SavedView } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import type { Scenario } from "./state.ts"

/** What a colleague shares: in `hostile` under a name that is to do harm. */
export function viewsOf(scenario: Scenario): SavedView[] {
  const view: SavedView = {
    id: "01990000-0000-7000-9000-000000000999",
    name: "A year of sandbox",
    search: "mode=sandbox&range=1y",
    isShared: true,
    isMine: false,
    ownerName: "Grace Hopper",
    createdAt: fixtureNow.toISOString(),
    updatedAt: fixtureNow.toISOString(),
  }
  if (scenario === "full") return [view]
  if (scenario !== "hostile") return []
  const name = "<img src=x onerror='window.hasRun=true'>\u202e👩‍👩‍👧‍👦"
  return [{ ...view, name, search: "range=banana&__proto__=x", ownerName: null }]
}
