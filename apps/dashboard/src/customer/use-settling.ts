import type { SessionPage } from "@holdfast/protocol/dashboard"
import { type UseQueryResult, useQueries } from "@tanstack/react-query"
import { useEffect } from "react"
import { sessionQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"

/** A customer has one session in progress, hardly ever more. */
const mostWatched = 10

/**
 * Tells when one of a customer's sessions in progress has ended or is gone. It looks at the sessions, which is not
 * written down as each look at a profile is.
 */
export function useSettling(appId: string, openIds: readonly string[], onSettled: () => unknown): void {
  const settled = useQueries({
    queries: openIds.slice(0, mostWatched).map((id) => sessionQuery(appId, id)),
    combine: (answers) => openIds.filter((_, place) => isOver(answers[place])).join(" "),
  })
  useEffect(() => {
    if (settled !== "") onSettled()
  }, [settled, onSettled])
}

function isOver(answer: Pick<UseQueryResult<SessionPage>, "data" | "error"> | undefined): boolean {
  const { data, error } = answer ?? {}
  if (error) return error instanceof Problem && error.kind === "refused"
  return data !== undefined && data.row.outcome.kind !== "open"
}
