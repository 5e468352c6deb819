import { useQuery } from "@tanstack/react-query"
import { deliveryQuery } from "../api/webhooks.ts"
import { FactList } from "../parts/fact-list.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { usePlace } from "../shell/workspace.ts"
import { BodyText } from "./body-text.tsx"
import { TryList } from "./try-list.tsx"
import classes from "./webhooks.module.css"

/** What was sent, and each answer. */
export function DeliveryDetail({ deliveryId }: { deliveryId: string }) {
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(deliveryQuery(appId, deliveryId))
  if (error && !data) {
    return (
      <PageFault
        error={error}
        what="load the delivery"
        isStale={false}
        isTrying={isFetching}
        isSmall
        onTryAgain={() => void refetch()}
      />
    )
  }
  if (!data) return <p role="status">Loading the delivery</p>
  return (
    <>
      <FactList
        facts={[
          { label: "webhook-id", text: data.id, isId: true },
          ...(data.sequence === null ? [] : [{ label: "Sequence", text: String(data.sequence) }]),
        ]}
      />
      {data.triesMade.length > 0 && <TryList tries={data.triesMade} />}
      {data.payload === null ? (
        <p className={classes.dim}>What was sent is gone along with its session.</p>
      ) : (
        <BodyText label="What is sent" text={data.payload} />
      )}
    </>
  )
}
