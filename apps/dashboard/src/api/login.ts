import type { Me } from "@holdfast/protocol"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"

/** The person who is signed in; a `signed-out` problem when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => request<Me>("/api/me", { signal }),
  staleTime: 60_000,
})

/** Sets the login cookie. A wrong password is a `signed-out` problem, too many tries a `too-many` one. */
export function signIn(email: string, password: string): Promise<unknown> {
  return request("/api/auth/sign-in/email", { method: "POST", body: { email, password } })
}

export function signOut(): Promise<unknown> {
  return request("/api/auth/sign-out", { method: "POST", body: {} })
}
