import type { Export } from "@holdfast/protocol/dashboard"
import { Anchor, Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { cancelExport, exportPath, isRunning, showExport, startExport } from "../../api/exports.ts"
import { Moment } from "../../parts/moment.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { useNow } from "../../parts/use-now.ts"
import { usePlace } from "../../shell/workspace.ts"
import { announcePrepared } from "../announce.tsx"
import { profileWords } from "../profile-words.ts"
import { countWords } from "../size-words.ts"
import { againScope } from "./again-scope.ts"
import { DoneFacts } from "./done-facts.tsx"
import { exportFault } from "./export-fault.ts"
import classes from "./export-tray.module.css"
import { stateNow } from "./state-now.ts"
import { TrayProgress } from "./tray-progress.tsx"

/** One export of the workspace: how far it is, what came of it, and what can be done. */
export function ExportItem({ item }: { item: Export }) {
  const { me, workspace } = usePlace()
  const { appId } = workspace
  const client = useQueryClient()
  const state = stateNow(item, useNow())
  const cancelling = useMutation({
    mutationFn: () => cancelExport(appId, item.id),
    onSuccess: (cancelled) => showExport(client, appId, cancelled),
  })
  const again = useMutation({
    mutationFn: (search: string) => startExport(againScope(appId, search), { ...item.choice, search }),
    onSuccess: (started) => {
      showExport(client, appId, started)
      announcePrepared(started, me.isMailConfigured)
    },
  })
  const { file, search } = item
  const title = file
    ? shorten(readableText(file.name) ?? "The file", 160)
    : `${countWords(item.rowsExpected, "session")}, ${profileWords[item.choice.profile]}`
  const error = cancelling.error ?? again.error
  return (
    <li className={classes.item} data-state={state}>
      <p className={classes.name}>
        <bdi>{title}</bdi>
      </p>
      <p className={classes.filter} title={shorten(readableText(item.filter) ?? "", 1000)}>
        <bdi>{shorten(readableText(item.filter) ?? "All sessions", 400)}</bdi>
      </p>
      <p className={classes.quiet}>
        <Moment at={item.requestedAt} />, by{" "}
        <bdi>{shorten(readableText(item.requestedBy) ?? "somebody who left", 80)}</bdi>
      </p>
      {state === "queued" && <p>Waiting for its turn</p>}
      {state === "running" && <TrayProgress label={`Export of ${title}`} {...item} />}
      {state === "done" && file && <DoneFacts file={file} />}
      {state === "failed" && (
        <p className={classes.fault}>
          Failed: {shorten(readableText(item.reason) ?? "Holdfast did not say why.", 400)}
        </p>
      )}
      {state === "cancelled" && <p>Cancelled</p>}
      {state === "expired" && <p>Expired: the file was removed after its 24 hours.</p>}
      {error && (
        <p role="alert" className={classes.fault}>
          {exportFault(error)}
        </p>
      )}
      <div className={classes.actions}>
        {isRunning(item) && (
          <Button
            size="xs"
            variant="default"
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            Cancel
          </Button>
        )}
        {state === "done" && (
          <>
            <Button size="xs" component="a" href={exportPath(appId, item.id, "/file", null)} download>
              Download
            </Button>
            <Anchor
              className={classes.link ?? ""}
              href={exportPath(appId, item.id, "/manifest", null)}
              target="_blank"
            >
              Manifest
            </Anchor>
          </>
        )}
        {search !== null && (state === "failed" || state === "cancelled" || state === "expired") && (
          <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate(search)}>
            {state === "failed" ? "Try again" : "Export again"}
          </Button>
        )}
      </div>
    </li>
  )
}
