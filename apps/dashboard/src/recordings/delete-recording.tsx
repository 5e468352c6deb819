import { can } from "@holdfast/protocol"
import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { deleteRecording } from "../api/delete-recordings.ts"
import { sessionQuery } from "../api/pages.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"

/** Deletes the recording of a session, where there is one of ours, for those who may. */
export function DeleteRecording({ session: { id, recording } }: { session: StreamRow }) {
  const { appId, role } = usePlace().workspace
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const deleting = useMutation({
    mutationFn: () => deleteRecording(appId, id),
    onSuccess: async () => {
      setIsOpen(false)
      void queries.invalidateQueries({ queryKey: ["stream"] })
      await queries.invalidateQueries({ queryKey: sessionQuery(appId, id).queryKey })
    },
  })
  const isThere = recording.url === null && isKept(recording.reason)
  // the dialog that is about to go away may still be on the screen
  if (!can(role, "recording:delete") || !(isThere || isOpen)) return null
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        Delete recording
      </Button>
      <Dialog title="Delete this recording?" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <div className={dialog.form}>
          <p>
            It is deleted for good: nobody can watch it again, and no file of a backup brings it back. The
            session and its numbers stay.
          </p>
          {deleting.isError && (
            <p role="alert" className={dialog.problem}>
              {faultWords(deleting.error, "delete the recording")}
            </p>
          )}
          <div className={dialog.buttons}>
            <Button variant="default" data-autofocus onClick={() => setIsOpen(false)}>
              Cancel
            </Button>
            <Button color="red.9" loading={deleting.isPending} onClick={() => deleting.mutate()}>
              Delete recording
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

const isKept = (reason: string): boolean =>
  reason === "running" || reason === "available" || reason === "partial"
