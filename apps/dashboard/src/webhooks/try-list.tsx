import type { WebhookTry } from "@holdfast/protocol/dashboard"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { withKeys } from "../parts/with-keys.ts"
import { BodyText } from "./body-text.tsx"
import { tryWords } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

/** Each time that a delivery was sent: when, what came back, and the first of what it said. */
export function TryList({ tries }: { tries: readonly WebhookTry[] }) {
  return (
    <ol className={classes.tries} aria-label="Tries">
      {withKeys(tries).map(({ item, key }) => (
        <li key={key}>
          <p className={classes.facts}>
            <Moment at={item.at} />
            <span>{tryWords(item)}</span>
            {item.isReplay && <span>sent by hand</span>}
          </p>
          {item.error !== null && <p className={classes.reason}>{readableText(item.error)}</p>}
          {item.answer !== "" && <BodyText label="Answer" text={item.answer} />}
        </li>
      ))}
    </ol>
  )
}
