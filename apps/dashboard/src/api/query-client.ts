import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query"
import { meQuery } from "./login.ts"
import { isTooSlow, Problem } from "./problem.ts"

const transientKinds = ["away", "fault", "overloaded"]

/** Two tries more for silence, faults and a busy server; a refusal will not change its mind, nor will a slow question. */
export function isWorthRetrying(failures: number, error: Error): boolean {
  const isTransient = error instanceof Problem && transientKinds.includes(error.kind) && !isTooSlow(error)
  return isTransient && failures < 2
}

/**
 * The cache of everything read. Where a login ran out, or a workspace has begun to require a second factor, who is signed
 * in is looked at again, which leads to the page that helps.
 */
export function createQueries(): QueryClient {
  const lookAgain = (error: Error) => {
    const isShutOut =
      error instanceof Problem && (error.kind === "signed-out" || error.code === "two_factor_required")
    if (isShutOut) void client.invalidateQueries(meQuery)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== meQuery.queryKey[0]) lookAgain(error)
      },
    }),
    mutationCache: new MutationCache({ onError: lookAgain }),
    defaultOptions: {
      queries: {
        retry: isWorthRetrying,
        retryDelay: (failures) => 500 * 2 ** failures,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  })
  return client
}
