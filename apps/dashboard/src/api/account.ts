import type {
  EndedLogins,
  OwnLogins,
  RecoveryCodes,
  TwoFactorSetup,
  TwoFactorState,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"

/** What a person reads and changes of their own. A wrong password is a `refused` problem, its message a sentence. */

export const changeName = (name: string) => request<null>("/api/me", { method: "PATCH", body: { name } })

/** Signs all other browsers out. */
export const changePassword = (body: { password: string; newPassword: string }) =>
  request<null>("/api/me/password", { method: "POST", body })

export const loginsQuery = queryOptions({
  queryKey: ["logins"],
  queryFn: async ({ signal }) => (await request<OwnLogins>("/api/me/logins", { signal })).logins,
})

export const endLogin = (id: string, password: string) =>
  request<null>(`/api/me/logins/${encodeURIComponent(id)}/end`, { method: "POST", body: { password } })

export const endOtherLogins = (password: string) =>
  request<EndedLogins>("/api/me/logins/end-others", { method: "POST", body: { password } })

export const twoFactorQuery = queryOptions({
  queryKey: ["two-factor"],
  queryFn: ({ signal }) => request<TwoFactorState>("/api/me/two-factor", { signal }),
})

export const setUpTwoFactor = (password: string) =>
  request<TwoFactorSetup>("/api/me/two-factor/set-up", { method: "POST", body: { password } })

export const confirmTwoFactor = (code: string) =>
  request<RecoveryCodes>("/api/me/two-factor/confirm", { method: "POST", body: { code } })

/** With a code of the app, or a recovery code. */
export const renewRecoveryCodes = (given: { password: string; code: string }) =>
  request<RecoveryCodes>("/api/me/two-factor/recovery-codes", { method: "POST", body: given })

export const turnOffTwoFactor = (given: { password: string; code: string }) =>
  request<null>("/api/me/two-factor/turn-off", { method: "POST", body: given })
