import type { ApiErrorBody, SignInAnswer, SignInOptions } from "@holdfast/protocol/dashboard"
import { fixtureCode, fixtureRecoveryCodes } from "./fixture-account.ts"
import { fixtureOwner } from "./fixture-state.ts"

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

interface Typed {
  email?: string
  password?: string
  code?: string
  token?: string
}

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } } satisfies ApiErrorBody,
})
const signedIn: Answer = {
  status: 200,
  body: { needsSecondFactor: false } satisfies SignInAnswer,
  headers: { "set-cookie": "scenario=full; Path=/" },
}
const tooOften: Answer = {
  ...refusal(429, "too_many_tries", "Too many wrong tries; wait 11 minutes."),
  headers: { "retry-after": "660" },
}

/** What anybody may call; null for every other path. */
export function answerBeforeLogin(
  path: string,
  isMailConfigured: boolean,
  text: () => Promise<string>,
): Promise<Answer> | null {
  const answer = answers[path]
  if (path === "/api/sign-in-options") {
    return Promise.resolve({ status: 200, body: { isMailConfigured } satisfies SignInOptions })
  }
  return answer ? text().then((body) => answer(JSON.parse(body) as Typed)) : null
}

const answers: Readonly<Record<string, (typed: Typed) => Answer>> = {
  "/api/auth/sign-in/email": ({ email, password }) => {
    if (password === "too often") return tooOften
    if (email === fixtureOwner.email && password === "with a factor") {
      return { status: 200, body: { needsSecondFactor: true } satisfies SignInAnswer }
    }
    if (email === fixtureOwner.email && password === fixtureOwner.password) return signedIn
    return { status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" } }
  },
  "/api/auth/two-factor/verify-totp": ({ code }) => {
    if (code === fixtureCode) return signedIn
    if (code === "000000") return refusal(401, "no_challenge", "Sign in with your password first.")
    return { status: 401, body: { code: "INVALID_CODE", message: "Invalid code" } }
  },
  "/api/auth/two-factor/verify-backup-code": ({ code }) =>
    fixtureRecoveryCodes.includes(code ?? "")
      ? signedIn
      : { status: 401, body: { code: "INVALID_BACKUP_CODE", message: "Invalid backup code" } },
  "/api/password-resets": () => ({ status: 202, body: {} }),
  "/api/password-resets/use": ({ token, password }) => {
    if (token === "over") return refusal(410, "reset_link_over", "This link was used already.")
    if (password === "too common") return refusal(422, "invalid", "password is not taken.")
    return { status: 204, body: null }
  },
}
