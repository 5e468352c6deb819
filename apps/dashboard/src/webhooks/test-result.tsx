import { useQuery } from "@tanstack/react-query"
import { deliveryQuery } from "../api/webhooks.ts"
import { PageFault } from "../parts/page-fault.tsx"
import { usePlace } from "../shell/workspace.ts"
import { TryList } from "./try-list.tsx"
import classes from "./webhooks.module.css"

/** What became of a test event, as soon as the server has answered. */
export function TestResult({ deliveryId }: { deliveryId: string }) {
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(deliveryQuery(appId, deliveryId))
  const last = data?.triesMade.at(-1)
  return (
    <section aria-label="Test event" className={classes.result}>
      <p role="status">
        {!last
          ? "The test event is on its way…"
          : last.error === null
            ? "The test event arrived."
            : "The test event did not arrive."}
      </p>
      {error && (
        <PageFault
          error={error}
          what="load the answer"
          isStale={data !== undefined}
          isTrying={isFetching}
          isSmall
          onTryAgain={() => void refetch()}
        />
      )}
      {last && <TryList tries={[last]} />}
    </section>
  )
}
