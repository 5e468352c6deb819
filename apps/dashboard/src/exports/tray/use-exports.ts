import type { Export } from "@holdfast/protocol"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { exportsQuery, isRunning } from "../../api/exports.ts"
import { announceDone, announceFailed } from "../announce.tsx"

/** The exports of a workspace; those that end while this page looks announce themselves. */
export function useExports(appId: string, isWatched: boolean) {
  const query = useQuery(exportsQuery(appId, isWatched))
  const running = useRef<ReadonlySet<string>>(new Set())
  const { data } = query
  useEffect(() => {
    if (!data) return
    for (const each of data) if (running.current.has(each.id)) announceEnd(appId, each)
    running.current = new Set(data.filter(isRunning).map(({ id }) => id))
  }, [appId, data])
  return query
}

function announceEnd(appId: string, ended: Export): void {
  if (ended.state === "done") announceDone(appId, ended)
  if (ended.state === "failed") announceFailed(ended)
}
