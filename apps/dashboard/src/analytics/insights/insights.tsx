import { mostRunningTests } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { lazy, Suspense, useState } from "react"
import { isOver } from "../../ab-tests/ab-test-words.ts"
import { abTestsQuery } from "../../api/ab-tests.ts"
import { insightsQuery } from "../../api/insights.ts"
import { PageFault } from "../../parts/page-fault.tsx"
import { clockSeconds, exactTime } from "../../time/exact-time.ts"
import { isSpanning, scopeOf } from "../view/scope-of.ts"
import type { View } from "../view/view.ts"
import { ComparisonMenu } from "./comparison-menu.tsx"
import classes from "./insights.module.css"
import { InsightsSkeleton } from "./insights-skeleton.tsx"
import { useKeptFold } from "./kept-fold.ts"
import type { Place } from "./link-to.ts"

/** The charts are a bundle of their own, fetched when the rows are on the screen. */
const InsightsPanels = lazy(async () => ({
  default: (await import("./insights-panels.tsx")).InsightsPanels,
}))

interface InsightsProps {
  appId: string
  place: Place
  /** The stream has answered, so that nothing here keeps it waiting. */
  isReady: boolean
  onView: (change: (view: View) => View) => void
  /** Goes to the sessions behind a figure. */
  onFollow: (href: string) => void
}

/** The figures of the page: what the sessions below say together, as of one moment. */
export function Insights({ appId, place, isReady, onView, onFollow }: InsightsProps) {
  const { view, today } = place
  const [isFolded, fold] = useKeptFold()
  const [wasReady, setWasReady] = useState(isReady)
  if (isReady && !wasReady) setWasReady(true)
  const query = useQuery({
    ...insightsQuery(scopeOf(view, appId, today), view.comparison),
    enabled: wasReady && !isFolded,
  })
  const { data, error } = query
  const tests = useTestsToCome(appId, data === undefined && !isFolded)
  const skeleton = (
    <InsightsSkeleton
      workspace={place.workspace}
      isCompared={view.comparison !== null && !isSpanning(view)}
      tests={tests}
    />
  )
  return (
    <section aria-labelledby="figures" className={classes.section}>
      <div className={classes.head}>
        <h2 id="figures" className={classes.title}>
          Figures
        </h2>
        {!isFolded && (
          <>
            {/* dozens of links and buttons stand between the toolbar and the rows */}
            <a className="hf-skip" href="#activity-stream">
              Skip the figures
            </a>
            <p className={`${classes.asOf} hf-figures`}>{data && <AsOf at={new Date(data.asOf)} />}</p>
            <ComparisonMenu
              view={view}
              today={today}
              onChange={(comparison) => onView((now) => ({ ...now, comparison }))}
            />
          </>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          fw={400}
          className={classes.fold ?? ""}
          aria-expanded={!isFolded}
          aria-controls="figures-body"
          leftSection={
            isFolded ? <IconChevronDown size={14} aria-hidden /> : <IconChevronUp size={14} aria-hidden />
          }
          onClick={() => fold(!isFolded)}
        >
          {isFolded ? "Show figures" : "Hide figures"}
        </Button>
      </div>
      <div id="figures-body" className={classes.body} data-old={query.isPlaceholderData} hidden={isFolded}>
        {!isFolded && (
          <>
            {error && (
              <PageFault
                error={error}
                what="load the figures"
                isStale={data !== undefined}
                isSmall
                isTrying={query.isFetching}
                onTryAgain={() => void query.refetch()}
              />
            )}
            {data ? (
              <Suspense fallback={skeleton}>
                <InsightsPanels insights={data} place={place} onView={onView} onFollow={onFollow} />
              </Suspense>
            ) : (
              !error && skeleton
            )}
          </>
        )}
      </div>
    </section>
  )
}

/** How many A/B tests will have a panel. The figures take a while, so their room is known before they are. */
function useTestsToCome(appId: string, isAwaited: boolean): number {
  const { data } = useQuery({ ...abTestsQuery(appId), enabled: isAwaited, refetchInterval: false })
  const begun = (data?.tests ?? []).filter((test) => test.startedAt !== null && !isOver(test))
  return Math.min(begun.length, mostRunningTests)
}

const AsOf = ({ at }: { at: Date }) => (
  <time dateTime={at.toISOString()} title={exactTime(at)}>
    as of {clockSeconds(at)}
  </time>
)
