import type { ReasonRow, StreamRow } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { textsQuery } from "../../../api/texts.ts"
import { countWords } from "../../../exports/size-words.ts"
import { Dialog } from "../../../parts/dialog.tsx"
import { EmptyList } from "../../../parts/empty-list.tsx"
import { ListSkeleton } from "../../../parts/list-skeleton.tsx"
import { LoadMore } from "../../../parts/load-more.tsx"
import { Moment } from "../../../parts/moment.tsx"
import { PageFault } from "../../../parts/page-fault.tsx"
import { readableText } from "../../../parts/readable-text.ts"
import { shorten } from "../../../parts/shorten.ts"
import { usePlace } from "../../../shell/workspace.ts"
import { CustomerName } from "../../row/customer-name.tsx"
import { OutcomeLink } from "../../row/outcome-link.tsx"
import { RowAnswers } from "../../row/row-answers.tsx"
import { scopeOf } from "../../view/scope-of.ts"
import { only, type Place, valid, viewBehind } from "../link-to.ts"
import classes from "./panels.module.css"

interface ReasonTextsProps {
  row: ReasonRow
  place: Place
}

/** How many of those who chose a reason wrote something, and the way to their words. */
export function ReasonTexts({ row: { reason, name, texts }, place }: ReasonTextsProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (texts === 0) return <span className={classes.note}>Nobody wrote anything</span>
  const called = shorten(readableText(name) ?? "a reason without words", 120)
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        fw={400}
        aria-label={`${countWords(texts, "text")}: ${called}`}
        onClick={() => setIsOpen(true)}
      >
        {countWords(texts, "text")}
      </Button>
      <Dialog
        title={`What customers wrote: ${called}`}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        size={720}
      >
        <TextList reason={reason} place={place} />
      </Dialog>
    </>
  )
}

/** The texts, newest first, each with who wrote it and how their session ended. */
function TextList({ reason, place }: { reason: string; place: Place }) {
  const { appId } = usePlace().workspace
  const view = viewBehind(place, [...valid, only("reason", reason)])
  const scope = view && scopeOf(view, appId, place.today)
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(textsQuery(scope))
  const texts = data?.pages.flatMap(({ sessions }) => sessions) ?? []
  return (
    <>
      {error && (
        <PageFault
          error={error}
          what="load the texts"
          isStale={data !== undefined}
          isSmall
          isTrying={isFetching}
          onTryAgain={() => void (data && hasNextPage ? fetchNextPage() : refetch())}
        />
      )}
      {!data && !error && <ListSkeleton what="the texts" />}
      {data && texts.length === 0 && (
        <EmptyList title="Nobody wrote anything" level={3}>
          <p>What customers with this reason write is listed here, the newest first.</p>
        </EmptyList>
      )}
      {texts.length > 0 && (
        <ol className={classes.texts} aria-label="Texts, newest first">
          {texts.map((session) => (
            <Text key={session.id} session={session} />
          ))}
        </ol>
      )}
      {hasNextPage && <LoadMore isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </>
  )
}

function Text({ session }: { session: StreamRow }) {
  return (
    <li className={classes.text}>
      <p className={classes.writer}>
        <CustomerName customer={session.customer} mode={session.mode} />
        <OutcomeLink sessionId={session.id} outcome={session.outcome} label={session.outcomeLabel} />
        <Moment at={session.createdAt} />
      </p>
      <RowAnswers followUp={session.followUp} feedback={session.feedback} />
    </li>
  )
}
