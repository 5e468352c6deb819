import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { type AuditScope, auditQuery } from "../api/audit.ts"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { LoadMore } from "../parts/load-more.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import classes from "./audit-log.module.css"
import { AuditRow } from "./audit-row.tsx"
import type { AuditView } from "./audit-view.ts"

interface AuditListProps {
  scope: AuditScope
  view: AuditView
  onView: (change: (view: AuditView) => AuditView) => void
}

/** The entries of a view, newest first, and Load More until there are none. */
export function AuditList({ scope, view, onView }: AuditListProps) {
  const { data, error, isFetching, isPlaceholderData, hasNextPage, ...list } = useInfiniteQuery(
    auditQuery(scope),
  )
  const { isFetchingNextPage, fetchNextPage, refetch } = list
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const isNarrowed = view.who !== null || view.what.length > 0 || view.search !== null
  return (
    <>
      {error && (
        <PageFault
          error={error}
          what="load the audit log"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void (data && hasNextPage ? fetchNextPage() : refetch())}
        />
      )}
      {!data && !error && <ListSkeleton what="the audit log" />}
      {data && entries.length === 0 && (
        <EmptyList title={isNarrowed ? "Nothing in the log matches" : "No entries in these days"}>
          <p>
            Exports, customer profiles that were looked at, changes of people, roles, keys and settings appear
            here as they happen.
          </p>
          {isNarrowed && (
            <Button
              variant="default"
              onClick={() => onView(({ range }) => ({ range, who: null, what: [], search: null }))}
            >
              Clear search and filters
            </Button>
          )}
          {!isNarrowed && !(view.range.kind === "quick" && view.range.id === "1y") && (
            <Button
              variant="default"
              onClick={() => onView((now) => ({ ...now, range: { kind: "quick", id: "1y" } }))}
            >
              Show the last year
            </Button>
          )}
        </EmptyList>
      )}
      {entries.length > 0 && (
        <ol className={classes.list} data-old={isPlaceholderData} aria-label="Entries, newest first">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {hasNextPage && <LoadMore isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      {data && !hasNextPage && entries.length > 10 && (
        <p className={classes.end}>That is everything of these days.</p>
      )}
    </>
  )
}
