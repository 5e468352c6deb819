import type { Alert } from "@holdfast/protocol/dashboard"
import { IconPlus } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { alertsQuery, removeAlert } from "../api/alerts.ts"
import { viewsQuery } from "../api/views.ts"
import { AllowedButton } from "../parts/allowed-button.tsx"
import { ConfirmForm } from "../parts/confirm-form.tsx"
import { Dialog } from "../parts/dialog.tsx"
import { EmptyList } from "../parts/empty-list.tsx"
import { ListSkeleton } from "../parts/list-skeleton.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { readableText } from "../parts/readable-text.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "../webhooks/webhooks.module.css"
import { AlertForm } from "./alert-form.tsx"
import { AlertRow } from "./alert-row.tsx"

type Asked = { kind: "add" } | { kind: "edit" | "remove"; alert: Alert }

const titles = { add: "Add an alert", edit: "Edit this alert", remove: "Remove this alert?" } as const

/** What is watched, how it stands, and who is told. */
export function AlertsPage() {
  const { appId } = usePlace().workspace
  const { data, error, isFetching, refetch } = useQuery(alertsQuery(appId))
  const views = useQuery(viewsQuery(appId)).data ?? []
  // what was asked stays while the dialog fades away
  const [asked, setAsked] = useState<Asked>({ kind: "add" })
  const [isAsking, setIsAsking] = useState(false)
  const ask = (next: Asked) => {
    setAsked(next)
    setIsAsking(true)
  }
  const done = async () => {
    setIsAsking(false)
    await refetch()
  }
  return (
    <>
      <PageHeader title="Alerts">
        <AllowedButton
          action="alert:edit"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => ask({ kind: "add" })}
        >
          Add alert
        </AllowedButton>
      </PageHeader>
      <p className={classes.lead}>
        Each is read every hour, and told once when it begins and once when it has not held for a day: by mail
        to who ticks “Mail me”, and to webhook endpoints with the event “Alert”.
      </p>
      {error && (
        <PageFault
          error={error}
          what="load the alerts"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {!data && !error && <ListSkeleton what="the alerts" />}
      {data && data.length === 0 && (
        <EmptyList title="No alert yet">
          <p>
            Add one to hear when the save rate falls below a level, when more is lost than you expect, or when
            the reasons that customers give shift.
          </p>
        </EmptyList>
      )}
      {data && data.length > 0 && (
        <ol className={classes.list} aria-label="Alerts">
          {data.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              viewName={readableText(views.find(({ id }) => id === alert.viewId)?.name)}
              onEdit={() => ask({ kind: "edit", alert })}
              onRemove={() => ask({ kind: "remove", alert })}
            />
          ))}
        </ol>
      )}
      <Dialog title={titles[asked.kind]} isOpen={isAsking} size={480} onClose={() => setIsAsking(false)}>
        {asked.kind === "remove" ? (
          <ConfirmForm
            label="Remove alert"
            what="remove the alert"
            isHarsh
            onConfirm={async () => {
              await removeAlert(appId, asked.alert.id)
              await done()
            }}
            onClose={() => setIsAsking(false)}
          >
            <p>
              “<bdi>{readableText(asked.alert.name)}</bdi>” is read no longer, and nobody is told that it is
              over.
            </p>
          </ConfirmForm>
        ) : (
          <AlertForm
            key={asked.kind === "edit" ? asked.alert.id : "new"}
            appId={appId}
            alert={asked.kind === "edit" ? asked.alert : null}
            views={views.filter(({ isShared }) => isShared)}
            onSaved={done}
            onClose={() => setIsAsking(false)}
          />
        )}
      </Dialog>
    </>
  )
}
