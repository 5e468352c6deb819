import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { digits } from "../parts/digits.ts"
import { Moment } from "../parts/moment.tsx"
import { useNow } from "../parts/use-now.ts"
import { healthWords } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

/** How an endpoint does: whether deliveries arrive, when the last one did, and how many are on their way. */
export function EndpointHealth({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { health, words } = healthWords(endpoint, useNow())
  const { lastDeliveredAt, deliveredIn7Days, waiting } = endpoint
  return (
    <p className={classes.facts}>
      <span className={classes.health} data-health={health}>
        {words}
      </span>
      {lastDeliveredAt !== null && <span>{digits.format(deliveredIn7Days)} delivered in 7 days</span>}
      {lastDeliveredAt !== null && (
        <span>
          last <Moment at={lastDeliveredAt} />
        </span>
      )}
      {waiting > 0 && <span>{waiting} on their way</span>}
    </p>
  )
}
