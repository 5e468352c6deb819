import { QueryCache, QueryClient } from "@tanstack/react-query"
import { meQuery } from "./login.ts"
import { Problem } from "./problem.ts"

/** One try more for silence and faults; a refusal will not change its mind. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isTransient = error instanceof Problem && (error.kind === "away" || error.kind === "fault")
  return isTransient && failures < 2
}

/** The cache of everything read. A login that ran out anywhere is looked at again, which leads to the sign-in page. */
export function createQueries(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const isSignedOut = error instanceof Problem && error.kind === "signed-out"
        if (isSignedOut && query.queryKey[0] !== meQuery.queryKey[0]) void client.invalidateQueries(meQuery)
      },
    }),
    defaultOptions: {
      queries: {
        retry: isWorthRetrying,
        retryDelay: (failures) => 500 * 2 ** failures,
        networkMode: "always",
      },
    },
  })
  return client
}
