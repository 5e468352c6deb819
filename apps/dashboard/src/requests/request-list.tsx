import type { Mode } from "@holdfast/protocol"
import type { CustomerRequest, RequestsShown } from "@holdfast/protocol/dashboard"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { reopenRequest, requestsKey, requestsQuery } from "../api/requests.ts"
import { Dialog } from "../parts/dialog.tsx"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { LoadMore } from "../parts/load-more.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { usePlace } from "../shell/workspace.ts"
import { RequestRow } from "./request-row.tsx"
import { shownWords } from "./request-words.ts"
import classes from "./requests-page.module.css"
import { SettleForm } from "./settle-form.tsx"

interface RequestListProps {
  mode: Mode
  show: RequestsShown
}

/** What was done last, or did not work. */
type News = { tone: "calm" | "fault"; title: string; advice?: string; id?: string | null }

/** The requests of one kind, and what a person can say about each. */
export function RequestList({ mode, show }: RequestListProps) {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(requestsQuery(appId, mode, show))
  const [news, setNews] = useState<News | null>(null)
  // what was asked stays while the dialog fades away
  const [asked, setAsked] = useState<{ request: CustomerRequest; result: "applied" | "refused" } | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const requests = data?.pages.flatMap((page) => page.requests) ?? []
  const refresh = () => client.invalidateQueries({ queryKey: requestsKey(appId) })
  const undo = async (request: CustomerRequest) => {
    setNews(null)
    try {
      await reopenRequest(appId, request.id)
      setNews({ tone: "calm", title: "It waits for a person again." })
    } catch (problem) {
      setNews({ tone: "fault", ...problemWords(problem, "take that back") })
    }
    await refresh()
  }
  const { empty, about } = shownWords[show]
  return (
    <>
      <p className={classes.lead}>{about}</p>
      {news && (
        <Notice
          tone={news.tone}
          role={news.tone === "fault" ? "alert" : "status"}
          title={news.title}
          id={news.id ?? null}
        >
          {news.advice}
        </Notice>
      )}
      {error && (
        <PageFault
          error={error}
          what="load the requests"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void (data && hasNextPage ? fetchNextPage() : refetch())}
        />
      )}
      {!data && !error && <ListSkeleton what="the requests" />}
      {data && requests.length === 0 && (
        <EmptyList title={empty}>
          <p>What customers ask of your billing through the flow is listed here, with what became of it.</p>
        </EmptyList>
      )}
      {requests.length > 0 && (
        <ol className={classes.list} aria-label={shownWords[show].label}>
          {requests.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              onSettle={(result) => {
                setNews(null)
                setAsked({ request, result })
                setIsAsking(true)
              }}
              onUndo={() => void undo(request)}
            />
          ))}
        </ol>
      )}
      {hasNextPage && <LoadMore isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      <Dialog
        title={asked?.result === "refused" ? "Could it not be done?" : "Mark as done?"}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      >
        {asked && (
          <SettleForm
            request={asked.request}
            result={asked.result}
            onClose={() => setIsAsking(false)}
            onDone={async () => {
              setIsAsking(false)
              const title =
                asked.result === "applied" ? "It is marked as done." : "It is marked as not possible."
              setNews({ tone: "calm", title })
              await refresh()
            }}
          />
        )}
      </Dialog>
    </>
  )
}
