import type {
  Acceptance,
  Accepted,
  ApiErrorBody,
  HandOver,
  Member,
  NewInvitation,
  OpenInvitation,
  Role,
  RoleChange,
  SeenInvitation,
} from "@holdfast/protocol"
import { fixtureOwner, type Scenario } from "./fixture-state.ts"
import { fixtureNow } from "./rows.ts"

interface PeopleRequest {
  method: string
  /** Below the workspace, such as `people/u2`. */
  path: string
  body: unknown
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

interface Known {
  people: Member[]
  invitations: OpenInvitation[]
}

const inDays = (days: number) => new Date(fixtureNow.getTime() + days * 86_400_000).toISOString()
const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message, ...(status === 500 && { id: "req-7f3a95" }) } } satisfies ApiErrorBody,
})
const nothing: Answer = { status: 204, body: null }

/** Who belongs and who is invited, as each browser has changed it. */
const known = new Map<string, Known>()

function begin(scenario: Scenario, me: Role): Known {
  const person = (id: string, name: string, role: Role, days: number): Member => ({
    id,
    name,
    email: `${name.split(" ")[0]?.toLowerCase() || "nameless"}@example.com`,
    role,
    joinedAt: inDays(-days),
    isMe: false,
  })
  const ada: Member = { ...person("u1", "Ada Lovelace", me, 400), email: fixtureOwner.email, isMe: true }
  const others = [
    person("u2", "Grace Hopper", me === "owner" ? "admin" : "owner", 300),
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

/** What the page about people asks; undefined for other paths. */
export function answerPeople(
  visitor: string,
  scenario: Scenario,
  me: Role,
  { method, path, body }: PeopleRequest,
): Answer | undefined {
  const [area, id, deed] = path.split("/")
  if (!["people", "invitations", "leave", "hand-over"].includes(area ?? "")) return undefined
  if (scenario === "fault") return refusal(500, "internal", "Something broke")
  const state = known.get(visitor) ?? begin(scenario, me)
  known.set(visitor, state)
  switch (`${method} ${area}`) {
    case "GET people":
      return { status: 200, body: { people: state.people } }
    case "PATCH people": {
      if (id === "u3") return refusal(403, "no_longer_allowed", "Your role does not allow this any more.")
      const { role } = body as RoleChange
      state.people = state.people.map((each) => (each.id === id ? { ...each, role } : each))
      return { status: 200, body: state.people.find((each) => each.id === id) }
    }
    case "DELETE people":
      state.people = state.people.filter((each) => each.id !== id)
      return nothing
    case "GET invitations":
      return { status: 200, body: { invitations: state.invitations } }
    case "DELETE invitations":
      state.invitations = state.invitations.filter((each) => each.id !== id)
      return nothing
    case "POST invitations":
      return send(
        state,
        deed === "resend" ? state.invitations.find((each) => each.id === id) : (body as NewInvitation),
      )
    case "POST hand-over":
      return handOver(state, body as HandOver)
    default:
      return nothing
  }
}

function send(state: Known, to: NewInvitation | undefined): Answer {
  if (!to) return refusal(404, "no_such_invitation", "There is no such open invitation in this workspace.")
  if (state.people.some(({ email }) => email === to.email)) {
    return refusal(409, "is_a_member", "Somebody with this address belongs to the workspace already.")
  }
  const invitation: OpenInvitation = {
    id: `i${state.invitations.length + 10}`,
    email: to.email,
    role: to.role,
    invitedBy: "Ada Lovelace",
    createdAt: inDays(0),
    expiresAt: inDays(7),
    hasExpired: false,
  }
  state.invitations = [...state.invitations.filter(({ email }) => email !== to.email), invitation]
  return {
    status: 201,
    body: { invitation, link: `https://holdfast.example/invitation?token=acme-${invitation.id}` },
  }
}

function handOver(state: Known, { personId, password }: HandOver): Answer {
  if (password !== fixtureOwner.password) return refusal(422, "wrong_password", "This is not your password.")
  state.people = state.people.map((each) => {
    if (each.isMe) return { ...each, role: "admin" }
    return each.id === personId ? { ...each, role: "owner" } : each
  })
  return { status: 204, body: null, headers: { "set-cookie": "role=admin; Path=/" } }
}

const ended: Record<string, Answer> = {
  used: refusal(410, "used_invitation", "This invitation has been accepted already. Sign in to go on."),
  expired: refusal(410, "expired_invitation", "This invitation has expired. Ask for a new one."),
  revoked: refusal(410, "revoked_invitation", "This invitation was taken back."),
  fault: refusal(500, "internal", "Something broke"),
}

/** Invitations by token: `new` for somebody without an account, `mine` for the person of the fixtures, and ended ones. */
export function answerInvitation(deed: string, { token, password }: Acceptance): Answer {
  const invitation: SeenInvitation = {
    workspaceName: "Northwind Traders",
    appId: "app_north",
    email: token === "mine" ? fixtureOwner.email : "dorothy@example.com",
    role: "viewer",
    invitedBy: "Grace Hopper",
    expiresAt: inDays(5),
    hasAccount: token === "mine",
  }
  const answer = ended[token]
  if (answer) return answer
  if (token !== "mine" && token !== "new" && token !== "late") {
    return refusal(404, "unknown_invitation", "There is no such invitation.")
  }
  if (deed === "look") return { status: 200, body: invitation }
  if (password === "too often")
    return refusal(429, "too_many", "Too many requests from this address; wait a minute.")
  const accepted: Accepted = { appId: invitation.appId }
  return { status: 200, body: accepted, headers: { "set-cookie": "scenario=teams; Path=/" } }
}
