import type { Export } from "@holdfast/protocol/dashboard"
import { CloseButton } from "@mantine/core"
import type { UseQueryResult } from "@tanstack/react-query"
import { PageFault } from "../../parts/page-fault.tsx"
import type { Download } from "../download/downloads.ts"
import { DownloadItem } from "./download-item.tsx"
import { ExportItem } from "./export-item.tsx"
import classes from "./export-tray.module.css"

interface TrayPanelProps {
  exports: UseQueryResult<Export[]>
  downloads: Download[]
  onClose: () => void
}

/** What this tab downloads, and below it the exports of the workspace, newest first. */
export function TrayPanel({ exports, downloads, onClose }: TrayPanelProps) {
  const { data, error } = exports
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>Exports</h2>
        <CloseButton aria-label="Close the exports" onClick={onClose} />
      </div>
      <div className={classes.content} aria-busy={!data && !error}>
        {error && (
          <PageFault
            error={error}
            what="load the exports"
            isStale={data !== undefined}
            isTrying={exports.isFetching}
            isSmall
            onTryAgain={() => void exports.refetch()}
          />
        )}
        {!data &&
          !error &&
          [240, 300, 180].map((width) => (
            <div key={width} aria-hidden className={classes.blank} style={{ width }} />
          ))}
        {data?.length === 0 && downloads.length === 0 && (
          <p className={classes.quiet}>
            Nothing has been exported yet. What you take with Export Data above the Activity Stream appears
            here: its progress, the file, and what went wrong if something did.
          </p>
        )}
        {(downloads.length > 0 || (data && data.length > 0)) && (
          <ul className={classes.items}>
            {downloads.map((download) => (
              <DownloadItem key={`download ${download.id}`} download={download} />
            ))}
            {data?.map((each) => (
              <ExportItem key={each.id} item={each} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
