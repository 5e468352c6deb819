import { useEffect, useSyncExternalStore } from "react"
import { openDownload } from "../../api/exports.ts"
import { saveBlob } from "../../parts/save-blob.ts"
import { usePlace } from "../../shell/workspace.ts"
import { announceSaved } from "../announce.tsx"
import { createDownloads, type Download } from "./downloads.ts"

/** What this tab downloads. */
export const tabDownloads = createDownloads({
  open: openDownload,
  save(blob, name, rows) {
    saveBlob(blob, name)
    announceSaved(name, rows)
  },
})

/** The downloads of this person in this workspace, newest first. */
export function useDownloads(): Download[] {
  const { me, workspace } = usePlace()
  const all = useSyncExternalStore(tabDownloads.subscribe, tabDownloads.all)
  return all.filter(({ wanted }) => wanted.personId === me.user.id && wanted.scope.appId === workspace.appId)
}

/** Leaving the site while something is downloading asks first. */
export function useAskBeforeLeaving(): void {
  const isBusy = useSyncExternalStore(tabDownloads.subscribe, hasRunning)
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener("beforeunload", ask)
    return () => removeEventListener("beforeunload", ask)
  }, [isBusy])
}

const hasRunning = () => tabDownloads.all().some(({ state }) => state === "running")
