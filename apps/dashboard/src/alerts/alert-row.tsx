import { can } from "@holdfast/protocol"
import { type Alert, alertCondition } from "@holdfast/protocol/dashboard"
import { Button, Checkbox, Group } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { alertsQuery, changeAlert, mailMeOf } from "../api/alerts.ts"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"
import { Moment } from "../parts/moment.tsx"
import { readableText } from "../parts/readable-text.ts"
import { useWanted } from "../parts/use-wanted.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "../webhooks/webhooks.module.css"

interface AlertRowProps {
  alert: Alert
  /** Of the view that it is of; null for none, and for one that is not known. */
  viewName: string | null
  onEdit: () => void
  onRemove: () => void
}

/** One alert: what it watches, how it stands, and what can be done with it. */
export function AlertRow({ alert, viewName, onEdit, onRemove }: AlertRowProps) {
  const { appId, role } = usePlace().workspace
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries(alertsQuery(appId))
  const mailing = useWanted(alert.mailsMe, (mailsMe) => mailMeOf(appId, alert.id, mailsMe).finally(refresh))
  const muting = useMutation({
    mutationFn: () => {
      const { name, watch, windowDays, leastSample, viewId, isMuted } = alert
      return changeAlert(appId, alert.id, { name, watch, windowDays, leastSample, viewId, isMuted: !isMuted })
    },
    onSettled: refresh,
  })
  const name = readableText(alert.name) ?? "Alert"
  const error = mailing.error ?? muting.error
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <bdi className={classes.name}>{name}</bdi>
        <div className={classes.facts}>
          <span className={classes.health} data-health={alert.firingSince ? "bad" : undefined}>
            {alert.firingSince ? (
              <>
                Holds, since <Moment at={alert.firingSince} />
              </>
            ) : (
              "Quiet"
            )}
          </span>
          {alert.isMuted && <span>Muted</span>}
          <span>{alertCondition(alert.watch)}</span>
          <span>{alert.windowDays} days</span>
          <span>at least {alert.leastSample} sessions</span>
          {alert.viewId !== null && !alert.isViewGone && <bdi>{viewName ?? "A shared view"}</bdi>}
        </div>
        {alert.reading && (
          <p className={classes.dim}>
            {readableText(alert.reading)} {alert.readAt && <Moment at={alert.readAt} />}
          </p>
        )}
        {error && (
          <p role="alert" className={dialog.problem}>
            {faultWords(error, "change the alert")}
          </p>
        )}
      </div>
      <Group gap={8} align="center">
        <Checkbox
          label="Mail me"
          aria-label={`Mail me of ${name}`}
          checked={mailing.shown}
          onChange={({ currentTarget }) => mailing.ask(currentTarget.checked)}
        />
        {can(role, "alert:edit") && (
          <>
            <Button
              variant="default"
              size="compact-md"
              loading={muting.isPending}
              aria-label={`${alert.isMuted ? "Unmute" : "Mute"} ${name}`}
              onClick={() => muting.mutate()}
            >
              {alert.isMuted ? "Unmute" : "Mute"}
            </Button>
            <Button variant="default" size="compact-md" aria-label={`Edit ${name}`} onClick={onEdit}>
              Edit…
            </Button>
            <Button variant="default" size="compact-md" aria-label={`Remove ${name}`} onClick={onRemove}>
              Remove…
            </Button>
          </>
        )}
      </Group>
    </li>
  )
}
