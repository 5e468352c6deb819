import { useRouterState } from "@tanstack/react-router"

/**
 * The token of a link that came by mail: behind the `#`, which a browser sends to no server. Links from before it was there
 * have it in the query.
 * @param inQuery the one of the query, if there is any
 */
export function useLinkToken(inQuery: string | undefined): string | undefined {
  const hash = useRouterState({ select: ({ location }) => location.hash })
  return new URLSearchParams(hash).get("token") ?? inQuery
}
