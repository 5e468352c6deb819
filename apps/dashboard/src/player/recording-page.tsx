import type { StreamRow } from "@holdfast/protocol/dashboard"
import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router"
import { OutcomeLabel } from "../analytics/row/outcome-label.tsx"
import { scopeOf } from "../analytics/view/scope-of.ts"
import { readView } from "../analytics/view/view.ts"
import { sessionQuery } from "../api/pages.ts"
import { Problem } from "../api/problem.ts"
import { recordedRunQuery } from "../api/recorded-run.ts"
import { countQuery } from "../api/stream.ts"
import { digits } from "../parts/digits.ts"
import { MissingPage } from "../parts/missing-page.tsx"
import { Moment } from "../parts/moment.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { useNow } from "../parts/use-now.ts"
import { usePageKey } from "../parts/use-page-key.ts"
import { webAddress } from "../parts/web-address.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { PageTrail } from "../shell/page-trail.tsx"
import { usePlace } from "../shell/workspace.ts"
import { dayOf } from "../time/day.ts"
import { listNeighboursQuery } from "./list-neighbours.ts"
import classes from "./recording-page.module.css"
import { RecordingSkeleton } from "./recording-skeleton.tsx"
import { RecordingView } from "./recording-view.tsx"

const route = getRouteApi("/shell/sessions/$sessionId/recording")

/**
 * The recording of a session, and the way to those beside it in the list that its address names: whoever watches three of them does not go
 * back to the list in between.
 */
export function RecordingPage() {
  const { sessionId } = route.useParams()
  const search = route.useSearch()
  const { workspace } = usePlace()
  const navigate = useNavigate()
  const scope = scopeOf(readView(search).view, workspace.appId, dayOf(useNow()))
  const session = useQuery(sessionQuery(workspace.appId, sessionId))
  const { data: beside } = useQuery(listNeighboursQuery(scope, sessionId))
  const { data: counted } = useQuery(countQuery(scope))
  const goTo = (to: StreamRow | null | undefined) => {
    if (to)
      void navigate({
        to: "/sessions/$sessionId/recording",
        params: { sessionId: to.id },
        search: (now) => now,
      })
  }
  usePageKey("n", () => goTo(beside?.next))
  usePageKey("p", () => goTo(beside?.before))
  if (session.error instanceof Problem && session.error.kind === "refused") {
    return (
      <MissingPage title="There is no such session here">
        <p>
          The workspace {workspace.name} has no session with this id, so there is no recording of one either.
        </p>
      </MissingPage>
    )
  }
  const row = session.data?.row
  return (
    <>
      <PageTrail mode={row?.mode} />
      <PageHeader title={titleOf(row)}>
        {beside && (
          <nav aria-label="Sessions of the list" className={classes.beside}>
            <Beside label="Session before" keyName="P" to={beside.before} icon={IconChevronLeft} />
            <span className={classes.place}>
              {digits.format(beside.place)} of {counted ? digits.format(counted.count) : "…"}
            </span>
            <Beside label="Next session" keyName="N" to={beside.next} icon={IconChevronRight} />
          </nav>
        )}
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/sessions/$sessionId" params={{ sessionId }} search={keepWorkspace} {...props} />
          )}
        >
          Session
        </Button>
      </PageHeader>
      {row && (
        <p className={classes.facts}>
          <OutcomeLabel outcome={row.outcome} label={row.outcomeLabel} />
          <Moment at={row.createdAt} />
          <span>{row.flow.name}</span>
        </p>
      )}
      {session.error && (
        <PageFault
          error={session.error}
          what="load the session"
          isStale={row !== undefined}
          isTrying={session.isFetching}
          onTryAgain={() => void session.refetch()}
        />
      )}
      {row ? <Recording key={sessionId} row={row} /> : !session.error && <RecordingSkeleton />}
    </>
  )
}

function titleOf(row: StreamRow | undefined): string {
  const who = row && (readableText(row.customer.email) ?? readableText(row.customer.id))
  return who ? `Recording of ${shorten(who, 120)}` : "Recording of a session"
}

function Beside({
  label,
  keyName,
  to,
  icon: Icon,
}: {
  label: string
  keyName: string
  to: StreamRow | null
  icon: typeof IconChevronLeft
}) {
  if (!to)
    return (
      <ActionIcon size={32} aria-label={label} disabled className={classes.none ?? ""}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    )
  return (
    <Tooltip label={`${label} (${keyName})`}>
      <ActionIcon
        size={32}
        aria-label={label}
        renderRoot={(props) => (
          <Link
            to="/sessions/$sessionId/recording"
            params={{ sessionId: to.id }}
            search={(now) => now}
            {...props}
          />
        )}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** What there is to watch, or why there is nothing. */
function Recording({ row }: { row: StreamRow }) {
  const { appId, mayWatch } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery({
    ...recordedRunQuery(appId, row.id),
    enabled: mayWatch,
  })
  const host = row.recording.url === null ? null : webAddress(row.recording.url)
  if (!mayWatch) {
    return (
      <Notice tone="calm" title="Your role may not watch recordings here.">
        The owner of the workspace can allow it. What is known of the session stands on its own page.
      </Notice>
    )
  }
  if (error instanceof Problem && error.code === "recording_deleted") {
    return (
      <Notice tone="calm" title="The recording was deleted.">
        Nobody can watch it any more. What is known of the session stands on its own page.
      </Notice>
    )
  }
  return (
    <>
      {host && (
        <Notice
          tone="calm"
          title={`This session was recorded elsewhere, at ${host.host}.`}
          action={
            <Button component="a" variant="default" href={host.href} target="_blank" rel="noreferrer">
              Watch on {shorten(host.host, 60)}
            </Button>
          }
        />
      )}
      {error && (
        <PageFault
          error={error}
          what="load the recording"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data ? (
        <RecordingView run={data} row={row} isRefreshing={isFetching} onRefresh={() => void refetch()} />
      ) : (
        !error && <RecordingSkeleton />
      )}
    </>
  )
}
