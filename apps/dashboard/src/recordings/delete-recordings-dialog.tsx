import { Button } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { ReactNode } from "react"
import {
  type Counted,
  deleteRecordings,
  type RecordingsOf,
  recordingsCountQuery,
  sumOf,
} from "../api/delete-recordings.ts"
import { countWords } from "../exports/size-words.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"

interface DeleteRecordingsDialogProps {
  which: RecordingsOf
  /** Whose they are, as a person reads it. */
  children: ReactNode
  isOpen: boolean
  onClose: () => void
  /** So many were deleted. */
  onDeleted: (count: number) => void
}

/** Counts recordings, and asks once more with the count before it deletes them. */
export function DeleteRecordingsDialog({
  which,
  children,
  isOpen,
  onClose,
  onDeleted,
}: DeleteRecordingsDialogProps) {
  return (
    <Dialog title="Delete recordings?" isOpen={isOpen} onClose={onClose}>
      {isOpen && (
        <CountAndAsk which={which} onClose={onClose} onDeleted={onDeleted}>
          {children}
        </CountAndAsk>
      )}
    </Dialog>
  )
}

function CountAndAsk({ which, children, onClose, onDeleted }: Omit<DeleteRecordingsDialogProps, "isOpen">) {
  const { appId } = usePlace().workspace
  const queries = useQueryClient()
  const counting = useQuery(recordingsCountQuery(appId, which))
  const deleting = useMutation({
    mutationFn: (counted: Counted) => deleteRecordings(appId, counted),
    onSuccess: (count) => {
      void queries.invalidateQueries({ queryKey: ["stream"] })
      onDeleted(count)
    },
    // there may be more by now: the next press is for what is counted anew
    onError: () => void counting.refetch(),
  })
  const { data: counted, error, isFetching } = counting
  const count = counted && !isFetching ? sumOf(counted) : null
  return (
    <div className={dialog.form}>
      {children}
      <p role="status">{isFetching ? "Counting the recordings…" : count !== null && whatHappens(count)}</p>
      {error && !isFetching && (
        <p role="alert" className={dialog.problem}>
          {faultWords(error, "count the recordings")}
        </p>
      )}
      {deleting.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(deleting.error, "delete the recordings")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {count === 0 ? "Close" : "Cancel"}
        </Button>
        {error && !isFetching && (
          <Button variant="default" onClick={() => void counting.refetch()}>
            Count again
          </Button>
        )}
        {counted && count !== null && count > 0 && (
          <Button color="red.9" loading={deleting.isPending} onClick={() => deleting.mutate(counted)}>
            Delete {countWords(count, "recording")}
          </Button>
        )}
      </div>
    </div>
  )
}

function whatHappens(count: number): string {
  if (count === 0) return "They have no recordings: there is nothing to delete."
  const [what, them] =
    count === 1 ? ["1 recording is", "it"] : [`${countWords(count, "recording")} are`, "them"]
  return `${what} deleted for good: nobody can watch ${them} again, and no file of a backup brings ${them} back. The sessions and their numbers stay.`
}
