import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { showExport, startExport } from "../../api/exports.ts"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { usePlace } from "../../shell/workspace.ts"
import { announcePrepared } from "../announce.tsx"
import type { Download } from "../download/downloads.ts"
import { tabDownloads } from "../download/tab-downloads.ts"
import { profileWords } from "../profile-words.ts"
import { countWords, sizeWords } from "../size-words.ts"
import { exportFault } from "./export-fault.ts"
import classes from "./export-tray.module.css"
import { TrayProgress } from "./tray-progress.tsx"

/** A file that this tab downloads, or has. */
export function DownloadItem({ download }: { download: Download }) {
  const { id, wanted, state, fileName, rowsExpected, rowsDone, bytesDone, problem } = download
  const client = useQueryClient()
  const { me } = usePlace()
  const { appId } = wanted.scope
  const inBackground = useMutation({
    mutationFn: () => startExport(wanted.scope, { ...wanted.choice, search: wanted.search }),
    onSuccess: (started) => {
      showExport(client, appId, started)
      announcePrepared(started, me.isMailConfigured)
      tabDownloads.forget(id)
    },
  })
  const name = shorten(readableText(fileName) ?? "sessions", 160)
  const isTooLarge = problem?.code === "too_many_rows"
  return (
    <li className={classes.item} data-state={state}>
      <p className={classes.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={classes.quiet}>{profileWords[wanted.choice.profile]}, downloaded in this tab</p>
      {state === "running" && (
        <TrayProgress label={`Download of ${name}`} {...{ rowsDone, rowsExpected, bytesDone }} />
      )}
      {state === "done" && (
        <p className="hf-figures">
          Saved: {countWords(rowsDone, "row")} · {sizeWords(bytesDone)}
        </p>
      )}
      {state === "cancelled" && <p>Cancelled. Nothing was saved.</p>}
      {state === "failed" && problem && (
        <p role="alert" className={classes.fault}>
          {exportFault(problem)}
        </p>
      )}
      {inBackground.error && (
        <p role="alert" className={classes.fault}>
          {exportFault(inBackground.error)}
        </p>
      )}
      <div className={classes.actions}>
        {state === "running" && (
          <Button size="xs" variant="default" onClick={() => tabDownloads.cancel(id)}>
            Cancel
          </Button>
        )}
        {isTooLarge && (
          <Button
            size="xs"
            variant="default"
            loading={inBackground.isPending}
            onClick={() => inBackground.mutate()}
          >
            Prepare in the background
          </Button>
        )}
        {(state === "failed" || state === "cancelled") && !isTooLarge && (
          <Button size="xs" variant="default" onClick={() => void tabDownloads.again(id)}>
            Try again
          </Button>
        )}
        {state !== "running" && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => tabDownloads.forget(id)}>
            Remove from this list
          </Button>
        )}
      </div>
    </li>
  )
}
