import type { Export } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { exportFileQuery } from "../../api/exports.ts"
import { Problem } from "../../api/problem.ts"
import { useNow } from "../../parts/use-now.ts"
import { usePlace } from "../../shell/workspace.ts"
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
  lost: "The file is gone: somebody removed it from where this server keeps its files.",
}

/** One export, whatever has become of it. */
export function ExportView({ item, linkKey }: { item: Export; linkKey: string | null }) {
  const { appId } = usePlace().workspace
  const now = stateNow(item, useNow())
  const isDone = now === "done"
  const { error } = useQuery({ ...exportFileQuery(appId, item.id, linkKey), enabled: isDone })
  const isLost = error instanceof Problem && error.status === 404
  if (isDone && item.file && !isLost) return <FileView item={item} file={item.file} linkKey={linkKey} />
  const state = isDone ? "lost" : now
  return (
    <div className={classes.view}>
      <p role="status">{words[state]}</p>
      {state === "running" && (
        <div className={classes.progress}>
          <TrayProgress label="Export" {...item} />
        </div>
      )}
      <ExportFacts item={{ ...item, file: null }} />
      {state !== "queued" && state !== "running" && (
        <p>
          <AgainLink search={item.search} />
        </p>
      )}
    </div>
  )
}
