import type { DeliveryState, WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { modeLabels } from "../analytics/view/view.ts"
import { type Fact, FactList } from "../parts/fact-list.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { Notice } from "../parts/notice.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { dayAndTime } from "../time/exact-time.ts"
import { DeliveriesSection } from "./deliveries-section.tsx"
import { type EndpointDialog, EndpointDialogs } from "./endpoint-dialogs.tsx"
import { EndpointHealth } from "./endpoint-health.tsx"
import { TestResult } from "./test-result.tsx"
import type { WebhooksState } from "./use-webhooks.ts"
import { actionLabels, eventLabels } from "./webhook-words.ts"
import classes from "./webhooks.module.css"

interface EndpointViewProps {
  endpoint: WebhookEndpoint
  state: WebhooksState
  /** Which deliveries are shown; null for all. */
  show: DeliveryState | null
  onRemoved: () => void
}

/** An endpoint that is there. */
export function EndpointView({ endpoint, state, show, onRemoved }: EndpointViewProps) {
  // what was asked stays while the dialog fades away
  const [dialog, setDialog] = useState<EndpointDialog | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [news, setNews] = useState<string | null>(null)
  const ask = (kind: "edit" | "rotate" | "remove" | "resend") => {
    setNews(null)
    setDialog({ kind, endpoint })
    setIsAsking(true)
  }
  const isOn = endpoint.state === "on"
  const turning = useMutation({
    mutationFn: () => (isOn ? state.change(endpoint.id, { state: "off" }) : state.enable(endpoint.id)),
  })
  const testing = useMutation({ mutationFn: () => state.test(endpoint.id) })
  const fault =
    (turning.error && faultWords(turning.error, isOn ? "turn it off" : "turn it on")) ??
    (testing.error && faultWords(testing.error, "send a test event"))
  return (
    <div className={classes.page}>
      <PageSection title="Endpoint">
        <EndpointHealth endpoint={endpoint} />
        {endpoint.state !== "on" && (
          <Notice tone="caution" title="Nothing is sent to it.">
            What happens meanwhile is held in the log. Turn it on, then send again what was held.
          </Notice>
        )}
        <FactList facts={factsOf(endpoint)} />
        <div className={classes.ways}>
          <Button variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
            Send a test event
          </Button>
          <Button variant="default" onClick={() => ask("edit")}>
            Edit…
          </Button>
          <Button variant="default" onClick={() => ask("rotate")}>
            Replace secret…
          </Button>
          <Button variant="default" loading={turning.isPending} onClick={() => turning.mutate()}>
            {isOn ? "Turn off" : "Turn on"}
          </Button>
          <Button variant="default" onClick={() => ask("remove")}>
            Remove…
          </Button>
        </div>
        {fault !== null && (
          <p role="alert" className={classes.problem}>
            {fault}
          </p>
        )}
        {testing.data && <TestResult key={testing.data.id} deliveryId={testing.data.id} />}
      </PageSection>
      <DeliveriesSection
        endpoint={endpoint}
        state={state}
        show={show}
        news={news}
        onNews={setNews}
        onResendSince={() => ask("resend")}
      />
      {dialog && (
        <EndpointDialogs
          dialog={dialog}
          isOpen={isAsking}
          state={state}
          onDialog={setDialog}
          onClose={() => setIsAsking(false)}
          onRemoved={onRemoved}
          onNews={setNews}
        />
      )}
    </div>
  )
}

function factsOf({ url, description, modes, events, actions, oldSecretEndsAt }: WebhookEndpoint): Fact[] {
  return [
    { label: "Address", text: url, isId: true },
    { label: "Description", text: description },
    { label: "Modes", text: modes.map((mode) => modeLabels[mode]).join(", ") },
    { label: "Events", text: events.map((event) => eventLabels[event]).join(", ") },
    ...(events.includes("action.requested")
      ? [{ label: "Carries out", text: actions.map((action) => actionLabels[action]).join(", ") }]
      : []),
    ...(oldSecretEndsAt === null
      ? []
      : [{ label: "Old secret", text: `Signs along until ${dayAndTime(new Date(oldSecretEndsAt))}` }]),
  ]
}
