import type { Me, StreamRow } from "@holdfast/protocol"
import { fixtureNow, fullRows, plainRows, row, wideRows } from "./fixture-rows.ts"
import { hostileRows } from "./hostile-rows.ts"

/** What a test wants the server to be like; it travels in a cookie, so that tests never share it. */
export const scenarios = [
  "full",
  "many",
  "wide",
  "empty",
  "hostile",
  "fault",
  "slow",
  "no-more",
  "busy",
  "teams",
  "no-profiles",
  "torn",
  "settled",
  "homeless",
  "out",
] as const
export type Scenario = (typeof scenarios)[number]

export const fixtureOwner = { email: "owner@example.com", password: "correct horse" }

const ada = { id: "u1", name: "Ada Lovelace", email: fixtureOwner.email }
const acme = { appId: "app_acme", name: "Acme Cloud", role: "owner", hasCustomerProfiles: true } as const
const north = {
  appId: "app_north",
  name: "Northwind Traders",
  role: "viewer",
  hasCustomerProfiles: false,
} as const

export function meOf(scenario: Scenario): Me {
  if (scenario === "homeless") return { user: ada, workspaces: [] }
  if (scenario === "no-profiles") return { user: ada, workspaces: [{ ...acme, hasCustomerProfiles: false }] }
  return { user: ada, workspaces: scenario === "teams" ? [acme, north] : [acme] }
}

/** All sessions of a scenario. In `busy` a new one arrives with every look after the first. */
export function rowsOf(scenario: Scenario, looks: number): StreamRow[] {
  switch (scenario) {
    case "hostile":
      return hostileRows()
    case "empty":
      return []
    case "wide":
      return wideRows()
    case "many":
    case "no-more":
      return plainRows(34)
    case "busy":
      return [...arrivals(looks), ...plainRows(34)]
    // the session that replaced one is not in the list
    case "torn":
      return fullRows().filter(({ bouncedBy }) => bouncedBy !== null)
    default:
      return fullRows()
  }
}

function arrivals(looks: number): StreamRow[] {
  return Array.from({ length: looks - 1 }, (_, index) => {
    const number = 900 + looks - index
    return row(number, 0, {
      createdAt: new Date(fixtureNow.getTime() - index * 1000).toISOString(),
      customer: { id: null, email: `arrival${looks - 1 - index}@example.com` },
      outcome: { kind: "open" },
    })
  })
}
