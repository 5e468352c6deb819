import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/recordings/settings`

/** What a workspace says of recordings. */
export const recordingSettingsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["recording-settings", appId],
    queryFn: ({ signal }) => request<RecordingSettings>(pathOf(appId), { signal }),
  })

export const changeRecordingSettings = (appId: string, change: Partial<RecordingSettings>) =>
  request<RecordingSettings>(pathOf(appId), { method: "PATCH", body: change })
