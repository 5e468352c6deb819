import type { Me } from "@holdfast/protocol"
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

/** Sets the login cookie. A wrong password is a `signed-out` problem, too many tries a `too-many` one. */
export function signIn(email: string, password: string): Promise<unknown> {
  return request("/api/auth/sign-in/email", { method: "POST", body: { email, password } })
}

export function signOut(): Promise<unknown> {
  return request("/api/auth/sign-out", { method: "POST", body: {} })
}
