import type { SavedView } from "@holdfast/protocol/dashboard"
import { Button, Checkbox, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../../parts/dialog.module.css"
import { Dialog } from "../../parts/dialog.tsx"
import { faultWords } from "../../parts/fault-words.ts"
import type { SavedViewsState } from "./use-saved-views.ts"

interface NameViewDialogProps {
  /** The view to rename; null for a new one. */
  view: SavedView | null
  isOpen: boolean
  state: SavedViewsState
  onClose: () => void
  onClosed: () => void
}

/** Asks for a name, and for a new view whether everybody is to see it. */
export function NameViewDialog({ view, isOpen, state, onClose, onClosed }: NameViewDialogProps) {
  return (
    <Dialog
      title={view ? "Rename this view" : "Save this view"}
      isOpen={isOpen}
      onClose={onClose}
      onClosed={onClosed}
    >
      <NameForm view={view} state={state} onClose={onClose} />
    </Dialog>
  )
}

function NameForm({ view, state, onClose }: Pick<NameViewDialogProps, "view" | "state" | "onClose">) {
  const [name, setName] = useState(view?.name ?? "")
  const [isShared, setIsShared] = useState(false)
  const saving = useMutation({
    mutationFn: () => (view ? state.change(view, { name }) : state.keep({ name, isShared })),
    onSuccess: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  const isEmpty = name.trim() === ""
  return (
    <form onSubmit={submit} className={dialog.form}>
      <TextInput
        label="Name"
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={saving.isError && faultWords(saving.error, "save the view")}
      />
      {!view && (
        <Checkbox
          label="Share with everybody in this workspace"
          description={state.canShare ? undefined : "Viewers keep views for themselves."}
          disabled={!state.canShare}
          checked={isShared}
          onChange={(event) => setIsShared(event.currentTarget.checked)}
        />
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={isEmpty}>
          {view ? "Rename" : "Save view"}
        </Button>
      </div>
    </form>
  )
}
