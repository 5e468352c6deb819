import { useInfiniteQuery } from "@tanstack/react-query"
import { outboxQuery } from "../api/mail.ts"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { LoadMore } from "../parts/load-more.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { usePlace } from "../shell/workspace.ts"
import { MailRow } from "./mail-row.tsx"
import classes from "./outbox.module.css"

/** The mails, newest first, and Load More until there are none. */
export function Outbox() {
  const { me, workspace } = usePlace()
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(outboxQuery(workspace.appId))
  const mails = data?.pages.flatMap((page) => page.mails) ?? []
  const isConfigured = data?.pages[0]?.isConfigured ?? me.isMailConfigured
  return (
    <>
      <p className={classes.lead}>
        What was sent to people of this workspace, and what still waits. What a mail says is kept until it is
        sent.
      </p>
      {!isConfigured && <NoMailServer />}
      {error && (
        <PageFault
          error={error}
          what="load the mail"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void (data && hasNextPage ? fetchNextPage() : refetch())}
        />
      )}
      {!data && !error && <ListSkeleton what="the mail" />}
      {data && mails.length === 0 && (
        <EmptyList title="No mail yet">
          <p>Holdfast mails invitations and finished exports. They appear here as soon as there is one.</p>
        </EmptyList>
      )}
      {mails.length > 0 && (
        <ol className={classes.list} aria-label="Mail, newest first">
          {mails.map((mail) => (
            <MailRow key={mail.id} appId={workspace.appId} mail={mail} isConfigured={isConfigured} />
          ))}
        </ol>
      )}
      {hasNextPage && <LoadMore isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </>
  )
}

/** What it means that no mail is sent, and how to change that. */
function NoMailServer() {
  return (
    <Notice tone="caution" title="No mail server is configured, so nothing is sent.">
      Mail waits here until a server is set in <code>SMTP_URL</code>, unless it expires first. Until then,
      read it here and send its link yourself.
    </Notice>
  )
}
