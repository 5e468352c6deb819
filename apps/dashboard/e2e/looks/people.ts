import type { Role } from "@holdfast/protocol"
import type { Member, OpenInvitation, SeenInvitation } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer, refusal } from "./answer.ts"
import type { Scenario } from "./state.ts"

interface Known {
  people: Member[]
  invitations: OpenInvitation[]
}

const inDays = (days: number) => new Date(fixtureNow.getTime() + days * 86_400_000).toISOString()
function known(scenario: Scenario): Known {
  const person = (id: string, name: string, role: Role, days: number): Member => ({
    id,
    name,
    email: `${name.split(" ")[0]?.toLowerCase() || "nameless"}@example.com`,
    role,
    joinedAt: inDays(-days),
    isMe: false,
  })
  const ada: Member = {
    ...person("u1", "Ada Lovelace", "owner", 400),
    email: "owner@example.com",
    isMe: true,
  }
  const others = [
    person("u2", "Grace Hopper", "admin", 300),
    person("u3", "Alan Turing", "developer", 40),
    person("u4", "Katherine Johnson", "viewer", 2),
  ]
  const open = (id: string, email: string, days: number, role: OpenInvitation["role"]): OpenInvitation => ({
    id,
    email,
    role,
    invitedBy: "Grace Hopper",
    createdAt: inDays(days - 7),
    expiresAt: inDays(days),
    hasExpired: days <= 0,
  })
  if (scenario === "empty") return { people: [ada], invitations: [] }
  if (scenario === "hostile") {
    const text = "<img src=x onerror='window.hasRun=true'>\u202e👩‍👩‍👧‍👦"
    return {
      people: [ada, { ...person("u5", "", "member", 1), name: `${text}${"W".repeat(60)}` }],
      invitations: [
        { ...open("i9", `${"w".repeat(64)}@${"w".repeat(180)}.com`, 3, "member"), invitedBy: text },
      ],
    }
  }
  return {
    people: [ada, ...others],
    invitations: [
      open("i1", "dorothy@example.com", 5, "developer"),
      open("i2", "mary@example.com", -1, "viewer"),
    ],
  }
}

/** Who belongs to the workspace, or who is invited. */
export const answerPeople = (scenario: Scenario, area: "people" | "invitations"): Answer =>
  answer({ [area]: known(scenario)[area] })

/** Invitations by token: one for somebody new, and one that is over. */
export function answerInvitation(token: string): Answer {
  if (token === "expired") return refusal(410, "expired_invitation", "This invitation has expired.")
  return answer<SeenInvitation>({
    workspaceName: "Northwind Traders",
    appId: "app_north",
    email: "dorothy@example.com",
    role: "viewer",
    invitedBy: "Grace Hopper",
    expiresAt: inDays(5),
    hasAccount: false,
  })
}
