import { type AuditActors, type AuditEntry, type AuditPage, auditActions } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const people = [
  { kind: "person", id: "u1", name: "owner@example.com" },
  { kind: "person", id: "u2", name: "grace@example.com" },
  { kind: "job", id: null, name: "export" },
] as const

function entry(number: number, parts: Partial<AuditEntry> = {}): AuditEntry {
  const actor = people[number % people.length] ?? people[0]
  return {
    id: `01990000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    at: new Date(fixtureNow.getTime() - number * 3_600_000).toISOString(),
    actor,
    address: actor.kind === "person" ? "192.0.2.7" : null,
    action: auditActions[number % auditActions.length] ?? "mail.read",
    target: null,
    detail: {},
    ...parts,
  }
}

const told: AuditEntry[] = [
  entry(0, {
    actor: people[0],
    action: "role.changed",
    target: { kind: "person", id: "u2", name: "grace@example.com" },
    detail: { before: "viewer", after: "admin" },
  }),
  entry(1, {
    actor: people[1],
    address: "2001:db8::7",
    action: "profile.viewed",
    target: { kind: "customer", id: "cus_ada", name: "cus_ada" },
    detail: { mode: "live" },
  }),
  entry(2, {
    actor: { kind: "command", id: null, name: "holdfast workspace" },
    address: null,
    action: "settings.changed",
    detail: { before: { hasCustomerProfiles: true }, after: { hasCustomerProfiles: false } },
  }),
]

/** The log of a scenario, or who there is in it. */
export function auditOf(scenario: Scenario, path: string): AuditPage | AuditActors {
  if (path === "/actors") {
    return { actors: people.flatMap((one) => (one.id === null ? [] : [{ ...one }])) }
  }
  return { entries: entriesOf(scenario), next: null }
}

function entriesOf(scenario: Scenario): AuditEntry[] {
  if (scenario === "empty") return []
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) =>
      entry(index, {
        actor: { kind: "person", id: `u${index}`, name: text },
        target: { kind: "customer", id: text, name: text },
        detail: { [text]: text, before: text, after: text },
      }),
    )
  }
  return told
}
