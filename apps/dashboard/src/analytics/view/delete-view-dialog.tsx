import type { SavedView } from "@holdfast/protocol/dashboard"
import { ConfirmForm } from "../../parts/confirm-form.tsx"
import { Dialog } from "../../parts/dialog.tsx"
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
      {view && (
        <ConfirmForm
          label="Delete view"
          what="delete the view"
          isHarsh
          onConfirm={async () => {
            await state.remove(view)
            onClose()
          }}
          onClose={onClose}
        >
          <p>
            <bdi>“{readableText(view.name)}”</bdi> will be gone
            {view.isShared ? " for everybody in this workspace" : ""}. The sessions it shows stay as they are.
          </p>
        </ConfirmForm>
      )}
    </Dialog>
  )
}
