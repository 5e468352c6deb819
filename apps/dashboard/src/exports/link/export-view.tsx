import type { Export } from "@holdfast/protocol"
import { useNow } from "../../parts/use-now.ts"
import { stateNow } from "../tray/state-now.ts"
import { TrayProgress } from "../tray/tray-progress.tsx"
import { AgainLink } from "./again-link.tsx"
import { ExportFacts } from "./export-facts.tsx"
import classes from "./export-link.module.css"
import { FileView } from "./file-view.tsx"

const words = {
  queued:
    "The file is not there yet: the export waits for its turn. This page shows it as soon as it is ready.",
  running: "The file is being prepared. This page shows it as soon as it is ready.",
  failed: "There is no file: the export failed.",
  cancelled: "There is no file: somebody cancelled this export.",
  expired: "This export has expired: its file was removed after 24 hours.",
}

/** One export, whatever has become of it. */
export function ExportView({ item, linkKey }: { item: Export; linkKey: string | null }) {
  const state = stateNow(item, useNow())
  if (state === "done" && item.file) return <FileView item={item} file={item.file} linkKey={linkKey} />
  return (
    <div className={classes.view}>
      <p role="status">{state === "done" ? words.expired : words[state]}</p>
      {state === "running" && (
        <div className={classes.progress}>
          <TrayProgress label="Export" {...item} />
        </div>
      )}
      <ExportFacts item={item} />
      {(state === "failed" || state === "cancelled" || state === "expired") && (
        <p>
          <AgainLink search={item.search} />
        </p>
      )}
    </div>
  )
}
