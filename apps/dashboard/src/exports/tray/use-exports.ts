import type { Export } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { exportsQuery, isRunning } from "../../api/exports.ts"
import { usePlace } from "../../shell/workspace.ts"
import { announceDone, announceFailed } from "../announce.tsx"

/**
 * The exports of a workspace. One's own that end while this page looks announce themselves; a colleague's is no news to
 * interrupt with, and stands in the tray.
 */
export function useExports(appId: string, isWatched: boolean) {
  const { email } = usePlace().me.user
  const query = useQuery(exportsQuery(appId, isWatched))
  const running = useRef<ReadonlySet<string>>(new Set())
  const { data } = query
  useEffect(() => {
    if (!data) return
    for (const each of data) if (running.current.has(each.id)) announceEnd(appId, each)
    const own = data.filter((each) => isRunning(each) && each.requestedBy === email)
    running.current = new Set(own.map(({ id }) => id))
  }, [appId, data, email])
  return query
}

function announceEnd(appId: string, ended: Export): void {
  if (ended.state === "done") announceDone(appId, ended)
  if (ended.state === "failed") announceFailed(ended)
}
