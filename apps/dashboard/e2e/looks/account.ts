import type {
  ApiErrorBody,
  OwnLogin,
  RecoveryCodes,
  TwoFactorSetup,
  TwoFactorState,
  WorkspaceSecurity,
} from "@holdfast/protocol"
import type { Visitor } from "./fixture-live.ts"
import type { Scenario } from "./fixture-state.ts"
import { fixtureOwner } from "./fixture-state.ts"
import { hostileTexts } from "./hostile-rows.ts"
import { fixtureNow } from "./rows.ts"

/** What a browser has done to its own account, and to what the workspace requires. */
export interface FixtureAccount {
  name: string
  hasTwoFactor: boolean
  requiresTwoFactor: boolean
  endedLogins: string[]
}

/** The code that the fixtures take for right, in whatever app. */
export const fixtureCode = "123456"
export const fixtureRecoveryCodes = Array.from({ length: 10 }, (_, i) => `7kq2m-x9fw${"abcdefghjk"[i]}`)

interface AccountRequest {
  method: string
  path: string
  body: { name?: string; password?: string; newPassword?: string; code?: string; requiresTwoFactor?: boolean }
}

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } } satisfies ApiErrorBody,
})

const wrongPassword = refusal(422, "wrong_password", "This is not your password.")

/** `/api/me/…` and `…/security`; null for every other path. */
export function answerAccount(visitor: Visitor, scenario: Scenario, request: AccountRequest): Answer | null {
  const { account } = visitor
  const { method, path, body } = request
  const isMine = path.startsWith("/api/me")
  if (!isMine && !path.endsWith("/security")) return null
  if (isMine && path !== "/api/me" && scenario === "fault") return refusal(500, "internal", "Something broke")
  if (!isMine) return security(account, scenario, method, body.requiresTwoFactor)
  if (path === "/api/me" && method === "PATCH") {
    account.name = body.name?.trim() ?? account.name
    return { status: 204, body: null }
  }
  if (path.startsWith("/api/me/logins")) return logins(account, scenario, method, path)
  if (path === "/api/me/two-factor") {
    const state = { isOn: account.hasTwoFactor, recoveryCodesLeft: account.hasTwoFactor ? 2 : 0 }
    return { status: 200, body: state satisfies TwoFactorState }
  }
  if (path === "/api/me/two-factor/confirm") {
    if (body.code?.replace(/\D/g, "") !== fixtureCode) {
      return refusal(422, "wrong_code", "This code does not fit. Take the one that is shown now.")
    }
    account.hasTwoFactor = true
    return { status: 200, body: { recoveryCodes: fixtureRecoveryCodes } satisfies RecoveryCodes }
  }
  if (body.password === undefined) return null
  if (body.password === "too often") {
    const answer = refusal(429, "too_many_tries", "Too many wrong tries; wait 12 minutes.")
    return { ...answer, headers: { "retry-after": "700" } }
  }
  if (body.password !== fixtureOwner.password) return wrongPassword
  switch (path) {
    case "/api/me/password":
      account.endedLogins = ["phone", "curl"]
      return { status: 204, body: null }
    case "/api/me/two-factor/set-up":
      return { status: 200, body: setup }
    case "/api/me/two-factor/recovery-codes":
      return { status: 200, body: { recoveryCodes: fixtureRecoveryCodes } satisfies RecoveryCodes }
    case "/api/me/two-factor/turn-off":
      account.hasTwoFactor = false
      return { status: 204, body: null }
    default:
      return null
  }
}

const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSW"
const setup: TwoFactorSetup = {
  secret,
  uri: `otpauth://totp/Holdfast%3Aowner%40example.com?secret=${secret}&issuer=Holdfast&digits=6&period=30`,
}

function security(
  account: FixtureAccount,
  scenario: Scenario,
  method: string,
  requiresTwoFactor: boolean | undefined,
): Answer {
  if (scenario === "slow") return { status: 0, body: null }
  if (scenario === "fault") return refusal(500, "internal", "Something broke")
  if (method === "PATCH") account.requiresTwoFactor = requiresTwoFactor === true
  const withoutTwoFactor = account.hasTwoFactor ? 2 : 3
  const body: WorkspaceSecurity = {
    requiresTwoFactor: account.requiresTwoFactor,
    people: 5,
    withoutTwoFactor,
  }
  return { status: 200, body }
}

function logins(account: FixtureAccount, scenario: Scenario, method: string, path: string): Answer {
  const all = loginsOf(scenario).filter(({ id }) => !account.endedLogins.includes(id))
  if (method === "GET") return { status: 200, body: { logins: all } }
  const id = path.split("/logins/")[1]
  if (id !== undefined) {
    account.endedLogins.push(id)
    return { status: 204, body: null }
  }
  const others = all.filter(({ isCurrent }) => !isCurrent)
  account.endedLogins.push(...others.map((login) => login.id))
  return { status: 200, body: { ended: others.length } }
}

function loginsOf(scenario: Scenario): OwnLogin[] {
  const ago = (minutes: number) => new Date(fixtureNow.getTime() - minutes * 60_000).toISOString()
  const login = (id: string, device: string, address: string | null, minutes: number): OwnLogin => ({
    id,
    device,
    address,
    signedInAt: ago(minutes * 20),
    lastUsedAt: ago(minutes),
    isCurrent: id === "here",
  })
  const here = login("here", "Firefox on Linux", "203.0.113.7", 3)
  if (scenario === "hostile") {
    return [
      here,
      ...hostileTexts.map((text, i) => login(`h${i}`, "Unknown device", text.slice(0, 60), 60 * i + 5)),
    ]
  }
  return [
    here,
    login("phone", "Safari on iPhone", "2001:db8:85a3::8a2e:370:7334", 95),
    login("curl", "curl", null, 7000),
  ]
}
