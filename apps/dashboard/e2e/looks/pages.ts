import { customerIdOf, type Mode, type SessionPage } from "@holdfast/protocol"
import { customerProfile, hostileCustomer } from "./fixture-customer.ts"
import { flowVersion, hostileFlow } from "./fixture-flow.ts"
import { bare, hostileSession, sessionPage } from "./fixture-session.ts"
import type { Scenario } from "./fixture-state.ts"
import { hostileRows, hostileTexts } from "./hostile-rows.ts"
import { plainRows, row } from "./rows.ts"

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
      if (isHostile) return hostileSession(hostileRows()[place] ?? row(1, 1), text)
      return sessionOf(id, scenario === "settled") ?? (scenario === "many" ? plainSession(id) : null)
    case "flows":
      return isHostile ? hostileFlow(hostileTexts[Number(id)] ?? "") : flowVersion(id)
    default: {
      const customerId = customerIdOf(id)
      if (scenario === "no-profiles") return null
      if (isHostile) return hostileCustomer(hostileRows(), customerId)
      return customerProfile(
        customerId,
        (url.searchParams.get("mode") ?? "live") as Mode,
        scenario === "settled",
      )
    }
  }
}

function plainSession(id: string): SessionPage | null {
  const plain = plainRows(34).find((each) => each.id === id)
  return plain ? bare(plain) : null
}

const kinds = ["open", "whole", "bounced", "bare"] as const

/** @param isSettled the one in progress has ended */
function sessionOf(id: string, isSettled: boolean): SessionPage | null {
  const kind = kinds.find((each) => sessionPage(each).row.id === id)
  if (kind === "open" && isSettled) {
    const page = sessionPage(kind)
    const row = { ...page.row, outcome: { kind: "abandoned" as const }, outcomeLabel: "Abandoned" }
    return { ...page, row, outcomeReason: { kind: "closed", at: null }, bounceReason: { kind: "alone" } }
  }
  return kind ? sessionPage(kind) : null
}
