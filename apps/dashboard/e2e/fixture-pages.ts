import { customerIdOf, type Mode } from "@holdfast/protocol"
import { customerProfile, hostileCustomer } from "./fixture-customer.ts"
import { flowVersion, hostileFlow } from "./fixture-flow.ts"
import { row } from "./fixture-rows.ts"
import { hostileSession, sessionPage } from "./fixture-session.ts"
import type { Scenario } from "./fixture-state.ts"
import { hostileRows, hostileTexts } from "./hostile-rows.ts"

/** What the pages behind the stream read; null where there is nothing of that id, undefined for other paths. */
export function answerPage(scenario: Scenario, url: URL): unknown {
  const [, kind, part] =
    /^\/api\/workspaces\/[^/]+\/(sessions|flows|customers)\/([^/]+)$/.exec(url.pathname) ?? []
  if (kind === undefined || part === undefined || part === "count" || part === "facets") return undefined
  const id = decodeURIComponent(part)
  const isHostile = scenario === "hostile"
  const place = Number(id.slice(-12)) - 1
  const text = hostileTexts[place] ?? ""
  switch (kind) {
    case "sessions":
      return isHostile ? hostileSession(hostileRows()[place] ?? row(1, 1), text) : sessionOf(id)
    case "flows":
      return isHostile ? hostileFlow(hostileTexts[Number(id)] ?? "") : flowVersion(id)
    default: {
      const customerId = customerIdOf(id)
      if (isHostile) return hostileCustomer(hostileRows(), customerId)
      return customerProfile(customerId, (url.searchParams.get("mode") ?? "live") as Mode)
    }
  }
}

const kinds = ["open", "whole", "bounced", "bare"] as const

function sessionOf(id: string) {
  const kind = kinds.find((each) => sessionPage(each).row.id === id)
  return kind ? sessionPage(kind) : null
}
