import type { Me, StreamRow } from "@holdfast/protocol/dashboard"
import { fullRows } from "../rows.ts"
import { hostileRows } from "./hostile-rows.ts"

/** The states in which pages are looked at. */
export const scenarios = [
  "full",
  "empty",
  "hostile",
  "fault",
  "slow",
  "teams",
  "no-profiles",
  "no-mail",
  "homeless",
  /** The workspace requires a second factor, and Ada has none. */
  "guarded",
  /** She has one. */
  "factored",
  "admin",
  "out",
] as const
export type Scenario = (typeof scenarios)[number]

const acme = {
  appId: "app_acme",
  name: "Acme Cloud",
  role: "owner",
  hasCustomerProfiles: true,
  requiresTwoFactor: false,
  mayWatch: true,
} as const
const north = {
  appId: "app_north",
  name: "Northwind Traders",
  role: "viewer",
  hasCustomerProfiles: false,
  requiresTwoFactor: false,
  mayWatch: false,
} as const

/** Who is signed in. */
export function meOf(scenario: Scenario): Me {
  const ada = { id: "u1", name: "Ada Lovelace", email: "owner@example.com" }
  return {
    user: { ...ada, hasTwoFactor: scenario === "factored" },
    isMailConfigured: scenario !== "no-mail",
    isTranslatorConfigured: true,
    workspaces: workspacesOf(scenario),
  }
}

function workspacesOf(scenario: Scenario): Me["workspaces"] {
  switch (scenario) {
    case "homeless":
      return []
    case "teams":
      return [acme, north]
    case "admin":
      return [{ ...acme, role: "admin" }]
    case "guarded":
    case "factored":
      return [{ ...acme, requiresTwoFactor: true }]
    case "no-profiles":
      return [{ ...acme, hasCustomerProfiles: false }]
    default:
      return [acme]
  }
}

/** All sessions of a scenario. */
export function rowsOf(scenario: Scenario): StreamRow[] {
  if (scenario === "hostile") return hostileRows()
  return scenario === "empty" ? [] : fullRows()
}
