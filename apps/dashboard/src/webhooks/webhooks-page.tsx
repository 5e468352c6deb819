import { mostWebhookEndpoints } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { EmptyList } from "../parts/empty-list.tsx"
import { ForRoles } from "../parts/for-roles.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageHeader } from "../shell/page-header.tsx"
import { type EndpointDialog, EndpointDialogs } from "./endpoint-dialogs.tsx"
import { EndpointRow } from "./endpoint-row.tsx"
import { useWebhooks } from "./use-webhooks.ts"
import classes from "./webhooks.module.css"

/** The company's own servers that are told what happens. */
export function WebhooksPage() {
  return (
    <ForRoles action="webhook:manage" title="Webhooks">
      <WebhooksView />
    </ForRoles>
  )
}

function WebhooksView() {
  const state = useWebhooks()
  const { data, error, isFetching, refetch } = state.endpoints
  // what was asked stays while the dialog fades away
  const [dialog, setDialog] = useState<EndpointDialog | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const isFull = (data?.endpoints.length ?? 0) >= mostWebhookEndpoints
  return (
    <>
      <PageHeader title="Webhooks">
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          disabled={!data || isFull}
          onClick={() => {
            setDialog({ kind: "add" })
            setIsAsking(true)
          }}
        >
          Add endpoint
        </Button>
      </PageHeader>
      <p className={classes.lead}>
        Servers of yours that Holdfast tells what happens, each delivery signed.
        {isFull && ` A workspace has ${mostWebhookEndpoints} endpoints at most; remove one to add another.`}
      </p>
      {error && (
        <PageFault
          error={error}
          what="load the webhooks"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <ListSkeleton what="the webhooks" />}
      {data && data.endpoints.length === 0 && (
        <EmptyList title="No endpoint yet">
          <p>
            Add the address of a server of yours, and choose what it is told of: completed sessions, requests
            that it carries out, flows that are published.
          </p>
        </EmptyList>
      )}
      {data && data.endpoints.length > 0 && (
        <ol className={classes.list} aria-label="Endpoints">
          {data.endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </ol>
      )}
      {dialog && (
        <EndpointDialogs
          dialog={dialog}
          isOpen={isAsking}
          state={state}
          onDialog={setDialog}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}
