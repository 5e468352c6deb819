import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { modeLabels } from "../analytics/view/view.ts"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { EndpointHealth } from "./endpoint-health.tsx"
import { eventLabels } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

/** One endpoint: where it is, how it does, and what it is told of. */
export function EndpointRow({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { id, url, description, modes, events } = endpoint
  const words = readableText(description)
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <Link
          to="/webhooks/$endpointId"
          params={{ endpointId: id }}
          search={keepWorkspace}
          className={classes.name ?? ""}
        >
          <bdi>{shorten(readableText(url) ?? "(unreadable address)", 200)}</bdi>
        </Link>
        {words !== null && (
          <p>
            <bdi>{shorten(words, 200)}</bdi>
          </p>
        )}
        <EndpointHealth endpoint={endpoint} />
        <p className={classes.facts}>
          <span>{modes.map((mode) => modeLabels[mode]).join(", ")}</span>
          <span>{events.map((event) => eventLabels[event]).join(" · ")}</span>
        </p>
      </div>
    </li>
  )
}
