import type { Digest, SavedView } from "@holdfast/protocol/dashboard"
import { weekdayNames } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { digestsQuery, endDigest } from "../api/digests.ts"
import { viewsQuery } from "../api/views.ts"
import { faultWords } from "../parts/fault-words.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import { usePlace } from "../shell/workspace.ts"
import { exactTime } from "../time/exact-time.ts"
import classes from "./account.module.css"
import { SectionSkeleton } from "./section-skeleton.tsx"
import { WeeklyMailForm } from "./weekly-mail-form.tsx"

/** Which figures of this workspace a person is sent each week, and when. */
export function WeeklyMailSection() {
  const { me, workspace } = usePlace()
  const { appId } = workspace
  const { view: asked } = useSearch({ strict: false })
  const digests = useQuery(digestsQuery(appId))
  const views = useQuery(viewsQuery(appId))
  const error = digests.error ?? views.error
  const isThere = digests.data !== undefined && views.data !== undefined
  return (
    <PageSection title="Weekly mail" aside={<bdi>{readableText(workspace.name)}</bdi>}>
      <p className={classes.dimmed}>
        The figures of seven days against the seven before, what moved most, and what customers wrote.
        {!me.isMailConfigured && " This installation sends no mail yet: it waits until it does, for a day."}
      </p>
      {error && (
        <PageFault
          error={error}
          what="load your weekly mails"
          isStale={isThere}
          isTrying={digests.isFetching || views.isFetching}
          onTryAgain={() => void Promise.all([digests.refetch(), views.refetch()])}
        />
      )}
      {!isThere && !error && <SectionSkeleton what="your weekly mails" />}
      {isThere && (
        <>
          {digests.data.length > 0 && (
            <ul className={classes.logins} aria-label="Weekly mails">
              {digests.data.map((digest) => (
                <DigestLine key={digest.id} digest={digest} views={views.data} appId={appId} />
              ))}
            </ul>
          )}
          <WeeklyMailForm
            // another workspace begins anew
            key={appId}
            appId={appId}
            digests={digests.data}
            views={views.data}
            asked={typeof asked === "string" ? asked : null}
          />
        </>
      )}
    </PageSection>
  )
}

interface DigestLineProps {
  digest: Digest
  views: readonly SavedView[]
  appId: string
}

function DigestLine({ digest, views, appId }: DigestLineProps) {
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => endDigest(appId, digest.id),
    onSettled: () => queries.invalidateQueries(digestsQuery(appId)),
  })
  const name = nameOf(digest, views)
  return (
    <li className={classes.login}>
      <div className={classes.loginWords}>
        <span className={classes.device}>
          <bdi>{name}</bdi>
        </span>
        <span className={classes.facts}>
          Every {weekdayNames[digest.weekday]} at {digest.hour}:00 ({digest.timeZone.replaceAll("_", " ")}).
          Next: {exactTime(new Date(digest.nextAt))}
        </span>
        {ending.isError && (
          <span role="alert" className={classes.problem}>
            {faultWords(ending.error, "end this weekly mail")}
          </span>
        )}
      </div>
      <Button
        variant="default"
        size="compact-md"
        loading={ending.isPending}
        aria-label={`End the weekly mail: ${name}`}
        onClick={() => ending.mutate()}
      >
        End
      </Button>
    </li>
  )
}

function nameOf({ viewId }: Digest, views: readonly SavedView[]): string {
  if (viewId === null) return "All live sessions"
  const view = views.find(({ id }) => id === viewId)
  return readableText(view?.name) ?? "A view that you see no longer"
}
