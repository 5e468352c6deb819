import { modes } from "@holdfast/protocol"
import type { RecordingsCount } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { type StreamScope, streamParams } from "./stream.ts"
import { workspacePath } from "./workspace-path.ts"

/** Which recordings: the sessions that have them, as queries of the stream. A session is in one of them at most. */
export type RecordingsOf = readonly string[]

/** Those of the sessions that a view shows. */
export const recordingsInScope = (scope: StreamScope): RecordingsOf => [`${streamParams(scope)}`]

/** Those of one customer, in every mode. */
export const recordingsOfCustomer = (customerId: string): RecordingsOf =>
  inEachMode({ customerId: customerId.toWellFormed() })

/** Those of sessions that began before a moment, in every mode. */
export const recordingsBefore = (moment: Date): RecordingsOf => inEachMode({ to: moment.toISOString() })

const inEachMode = (query: Record<string, string>): RecordingsOf =>
  modes.map((mode) => `${new URLSearchParams({ mode, ...query })}`)

/** Recordings as they were counted, query by query. */
export type Counted = readonly { query: string; counted: RecordingsCount }[]

export const sumOf = (all: Counted): number => all.reduce((sum, { counted }) => sum + counted.count, 0)

/** How many there are; counted anew each time that somebody asks to delete them. */
export const recordingsCountQuery = (appId: string, which: RecordingsOf) =>
  queryOptions({
    queryKey: ["recordings-count", appId, which],
    queryFn: ({ signal }): Promise<Counted> =>
      Promise.all(
        which.map(async (query) => ({
          query,
          counted: await request<RecordingsCount>(`${workspacePath(appId)}/recordings/count?${query}`, {
            signal,
          }),
        })),
      ),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/**
 * Deletes what was counted, and answers how many that were. Throws a `Problem` where there are more by now: nothing of that
 * query is deleted then.
 */
export async function deleteRecordings(appId: string, all: Counted): Promise<number> {
  let deleted = 0
  for (const { query, counted } of all) {
    if (counted.count === 0) continue
    const path = `${workspacePath(appId)}/recordings/delete?${query}`
    const answer = await request<{ deleted: number }>(path, { method: "POST", body: counted })
    deleted += answer.deleted
  }
  return deleted
}

/** Deletes the recording of one session. */
export const deleteRecording = (appId: string, sessionId: string) =>
  request<null>(
    `${workspacePath(appId)}/sessions/${encodeURIComponent(sessionId.toWellFormed())}/recording`,
    { method: "DELETE" },
  )
