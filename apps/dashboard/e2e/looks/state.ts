import { type Me, roles, type StreamRow } from "@holdfast/protocol"
import type { FixtureAccount } from "./fixture-account.ts"
import type { Happened } from "./fixture-live.ts"
import { hostileRows } from "./hostile-rows.ts"
import { fixtureNow, fullRows, plainRows, row, wideRows } from "./rows.ts"

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
  "untold",
  "teams",
  "no-profiles",
  "no-mail",
  "torn",
  "settled",
  "homeless",
  "guarded",
  "out",
] as const
export type Scenario = (typeof scenarios)[number]

export const fixtureOwner = { email: "owner@example.com", password: "correct horse" }

/** Other people at the same server, by their `person` cookie; their first workspace is not Ada's. */
export const colleagues = ["grace", "alan"] as const
export type Colleague = (typeof colleagues)[number]

const ada = { id: "u1", name: "Ada Lovelace", email: fixtureOwner.email }
const acme = {
  appId: "app_acme",
  name: "Acme Cloud",
  role: "owner",
  hasCustomerProfiles: true,
  requiresTwoFactor: false,
} as const
const north = {
  appId: "app_north",
  name: "Northwind Traders",
  role: "viewer",
  hasCustomerProfiles: false,
  requiresTwoFactor: false,
} as const

const others: Record<Colleague, Me["user"] & { workspaces: Me["workspaces"] }> = {
  grace: {
    id: "u2",
    name: "Grace Hopper",
    email: "grace@example.com",
    hasTwoFactor: false,
    workspaces: [
      { ...north, role: "owner" },
      { ...acme, role: "member" },
    ],
  },
  alan: {
    id: "u3",
    name: "Alan Turing",
    email: "alan@example.com",
    hasTwoFactor: false,
    workspaces: [north],
  },
}

/** Who is signed in; `person` makes it somebody else. The `role` cookie makes them another in their first workspace, and `mail=off` takes mail away. */
export function meOf(scenario: Scenario, account: FixtureAccount, cookies: ReadonlyMap<string, string>): Me {
  const colleague = colleagues.find((each) => each === cookies.get("person"))
  if (colleague) {
    const { workspaces, ...user } = others[colleague]
    return { user, isMailConfigured: true, workspaces }
  }
  const { name, hasTwoFactor } = account
  const requiresTwoFactor = account.requiresTwoFactor || scenario === "guarded"
  const isMailConfigured = cookies.get("mail") !== "off" && scenario !== "no-mail"
  const me = { user: { ...ada, name, hasTwoFactor }, isMailConfigured }
  if (scenario === "homeless") return { ...me, workspaces: [] }
  const role = roles.find((each) => each === cookies.get("role"))
  if (role) return { ...me, workspaces: [{ ...acme, role, requiresTwoFactor }] }
  if (scenario === "guarded") return { ...me, workspaces: [{ ...acme, requiresTwoFactor }] }
  if (scenario === "no-profiles") return { ...me, workspaces: [{ ...acme, hasCustomerProfiles: false }] }
  return { ...me, workspaces: scenario === "teams" ? [acme, north] : [acme] }
}

/** All sessions of a scenario; to those of `busy` and `untold` what happened since is added. */
export function rowsOf(scenario: Scenario, { arrived, hasSettled }: Happened): StreamRow[] {
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
    case "untold":
      return [...arrivals(arrived), inProgress(hasSettled), ...plainRows(34)]
    // the session that replaced one is not in the list
    case "torn":
      return fullRows().filter(({ bouncedBy }) => bouncedBy !== null)
    default:
      return fullRows()
  }
}

/** Sessions that came after the page was opened, an instant apart, the newest first. */
function arrivals(count: number): StreamRow[] {
  return Array.from({ length: count }, (_, index) => {
    const number = count - index
    return row(1000 + number, 0, {
      createdAt: new Date(fixtureNow.getTime() + number).toISOString(),
      customer: { id: null, email: `arrival${number}@example.com` },
      outcome: { kind: "open" },
    })
  })
}

function inProgress(hasSettled: boolean): StreamRow {
  return row(999, 1, {
    customer: { id: "cus_grace", email: "grace.hopper@navy.example" },
    outcome: { kind: hasSettled ? "canceled" : "open" },
    surveyChoice: hasSettled ? "Too expensive" : null,
  })
}
