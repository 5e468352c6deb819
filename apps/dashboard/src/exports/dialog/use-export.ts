import { defaultExportColumns, type ExportChoice } from "@holdfast/protocol/dashboard"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { exportChoiceQuery, showExport, startExport } from "../../api/exports.ts"
import type { StreamScope } from "../../api/stream.ts"
import { usePlace } from "../../shell/workspace.ts"
import { announcePrepared } from "../announce.tsx"
import { tabDownloads } from "../download/tab-downloads.ts"
import { useTray } from "../tray/tray-state.tsx"

/** What becomes of a list: downloaded now, or prepared in the background. */
type ExportWay = "download" | "background"

/** The sessions to export. */
export interface ExportSource {
  scope: StreamScope
  /** The dashboard's query string that shows the same sessions. */
  search: string
}

/** Takes an export; `onTaken` when it is on its way. Until then, and after a refusal, everything stays as it is. */
export function useExport({ scope, search }: ExportSource, onTaken: () => void) {
  const { me } = usePlace()
  const client = useQueryClient()
  const tray = useTray()
  return useMutation({
    mutationFn: async ({ choice: chosen, way }: { choice: ExportChoice; way: ExportWay }) => {
      const choice = complete(chosen)
      if (way === "download") {
        await tabDownloads.start({ personId: me.user.id, scope, search, choice })
        tray.show("by-itself")
      } else {
        const started = await startExport(scope, { ...choice, search })
        showExport(client, scope.appId, started)
        announcePrepared(started, me.isMailConfigured)
      }
      // what the server remembers now
      client.setQueryData(exportChoiceQuery(scope.appId).queryKey, choice)
    },
    onSuccess: onTaken,
  })
}

/** The wire wants a column of every choice, also of those that leave columns aside. */
const complete = (choice: ExportChoice): ExportChoice =>
  choice.columns.length > 0 ? choice : { ...choice, columns: [...defaultExportColumns] }
