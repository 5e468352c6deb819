import type { Me, SignInAnswer, SignInOptions } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { Problem } from "./problem.ts"
import { request } from "./request.ts"

/** The person who is signed in; a `signed-out` problem when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => request<Me>("/api/me", { signal }),
  staleTime: 60_000,
})

/**
 * The same for a page that strangers see too: null when nobody is signed in. Forgotten with the page, since somebody may
 * sign in before it is seen again.
 */
export const visitorQuery = queryOptions({
  queryKey: ["visitor"],
  queryFn: async ({ signal }) => {
    try {
      return (await request<Me>("/api/me", { signal })).user
    } catch (error) {
      if (error instanceof Problem && error.kind === "signed-out") return null
      throw error
    }
  },
  gcTime: 0,
})

/**
 * The first step. Sets the login cookie, unless a second factor is asked for. A wrong password is a `signed-out` problem,
 * too many tries a `too-many` one.
 */
export function signIn(email: string, password: string): Promise<SignInAnswer> {
  return request("/api/auth/sign-in/email", { method: "POST", body: { email, password } })
}

/** The second step, with the code of an app or with a recovery code. */
export function verifyCode(kind: "totp" | "recovery", code: string): Promise<SignInAnswer> {
  const path = kind === "totp" ? "verify-totp" : "verify-backup-code"
  return request(`/api/auth/two-factor/${path}`, { method: "POST", body: { code } })
}

export const signInOptionsQuery = queryOptions({
  queryKey: ["sign-in-options"],
  queryFn: ({ signal }) => request<SignInOptions>("/api/sign-in-options", { signal }),
  staleTime: 60_000,
})

/** The same answer whether anybody has that email or not. */
export function askForReset(email: string): Promise<unknown> {
  return request("/api/password-resets", { method: "POST", body: { email } })
}

/** Sets the new password of whoever has the token. */
export function spendResetLink(token: string, password: string): Promise<unknown> {
  return request("/api/password-resets/use", { method: "POST", body: { token, password } })
}

export function signOut(): Promise<unknown> {
  return request("/api/auth/sign-out", { method: "POST", body: {} })
}
