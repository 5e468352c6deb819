import type { SavedView } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import dialog from "../../parts/dialog.module.css"
import { Dialog } from "../../parts/dialog.tsx"
import { problemWords } from "../../parts/problem-words.ts"
import { readableText } from "../../parts/readable-text.ts"
import type { SavedViewsState } from "./use-saved-views.ts"

interface DeleteViewDialogProps {
  /** The view to delete; null where nothing was asked yet. */
  view: SavedView | null
  isOpen: boolean
  state: SavedViewsState
  onClose: () => void
  onClosed: () => void
}

/** Asks once more before a view is deleted. */
export function DeleteViewDialog({ view, isOpen, state, onClose, onClosed }: DeleteViewDialogProps) {
  return (
    <Dialog title="Delete this view?" isOpen={isOpen} onClose={onClose} onClosed={onClosed}>
      {view && <DeleteForm view={view} state={state} onClose={onClose} />}
    </Dialog>
  )
}

function DeleteForm({
  view,
  state,
  onClose,
}: {
  view: SavedView
  state: SavedViewsState
  onClose: () => void
}) {
  const deleting = useMutation({ mutationFn: () => state.remove(view), onSuccess: onClose })
  return (
    <div className={dialog.form}>
      <p>
        <bdi>“{readableText(view.name)}”</bdi> will be gone
        {view.isShared ? " for everybody in this workspace" : ""}. The sessions it shows stay as they are.
      </p>
      {deleting.isError && (
        <p role="alert" className={dialog.problem}>
          {problemWords(deleting.error, "delete the view").title}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button color="red.9" loading={deleting.isPending} onClick={() => deleting.mutate()}>
          Delete view
        </Button>
      </div>
    </div>
  )
}
