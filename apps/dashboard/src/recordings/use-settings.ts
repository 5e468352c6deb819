import type { RecordingSettings } from "@holdfast/protocol/dashboard"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { changeRecordingSettings, recordingSettingsQuery } from "../api/recording-settings.ts"
import { usePlace } from "../shell/workspace.ts"

/** Changes what the workspace says of recordings, and shows the answer. */
export function useSettings({ onSettled }: { onSettled?: () => void } = {}) {
  const { appId } = usePlace().workspace
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<RecordingSettings>) => changeRecordingSettings(appId, change),
    onSuccess: (changed) => queries.setQueryData(recordingSettingsQuery(appId).queryKey, changed),
    ...(onSettled && { onSettled }),
  })
}
