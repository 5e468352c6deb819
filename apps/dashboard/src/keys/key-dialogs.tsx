import type { ApiKey, KeyKind, MadeKey } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { Dialog } from "../parts/dialog.tsx"
import { kindWords } from "./key-words.ts"
import { MadeKeyNote } from "./made-key-note.tsx"
import { NameKeyForm } from "./name-key-form.tsx"
import { ReplaceKeyForm } from "./replace-key-form.tsx"
import { RevokeKeyForm } from "./revoke-key-form.tsx"
import type { KeysState } from "./use-keys.ts"

export type KeyDialog =
  | { kind: "make"; of: KeyKind }
  | { kind: "rename" | "replace" | "revoke"; key: ApiKey }
  /** `replaced`: the key that gives way to it. */
  | { kind: "made"; made: MadeKey; replaced: ApiKey | null }

interface KeyDialogsProps {
  dialog: KeyDialog
  isOpen: boolean
  state: KeysState
  /** What is said next, in the same dialog. */
  onDialog: (dialog: KeyDialog) => void
  onClose: () => void
}

/** Everything the page about keys asks. A new key is not lost to a stray click: its dialog says so once. */
export function KeyDialogs({ dialog, isOpen, state, onDialog, onClose }: KeyDialogsProps) {
  const [safety, setSafety] = useState<"unseen" | "warned" | "copied">("unseen")
  const show = (made: MadeKey, replaced: ApiKey | null) => {
    setSafety("unseen")
    onDialog({ kind: "made", made, replaced })
  }
  const leave = () => {
    if (dialog.kind === "made" && safety === "unseen") setSafety("warned")
    else onClose()
  }
  return (
    <Dialog title={titleOf(dialog)} isOpen={isOpen} onClose={leave} onClosed={() => giveFocusBack(dialog)}>
      {dialog.kind === "make" && (
        <NameKeyForm
          label={`Create ${kindWords[dialog.of].one}`}
          what="create the key"
          name=""
          onName={async (name) => show(await state.make({ kind: dialog.of, name }), null)}
          onClose={onClose}
        />
      )}
      {dialog.kind === "rename" && (
        <NameKeyForm
          label="Rename"
          what="rename the key"
          name={dialog.key.name}
          onName={async (name) => {
            await state.rename(dialog.key.id, name)
            onClose()
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "replace" && (
        <ReplaceKeyForm
          apiKey={dialog.key}
          onReplace={async (overlap) => {
            const rotated = await state.replace(dialog.key.id, overlap)
            show(rotated, rotated.replaced)
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "revoke" && (
        <RevokeKeyForm
          apiKey={dialog.key}
          keys={state.keys.data?.keys ?? []}
          onRevoke={async () => {
            await state.revoke(dialog.key.id)
            onClose()
          }}
          onClose={onClose}
        />
      )}
      {dialog.kind === "made" && (
        <MadeKeyNote
          made={dialog.made}
          replaced={dialog.replaced}
          isWarned={safety === "warned"}
          onCopied={() => setSafety("copied")}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function titleOf(dialog: KeyDialog): string {
  switch (dialog.kind) {
    case "make":
      return `Create a ${kindWords[dialog.of].one}`
    case "made":
      return `Your new ${kindWords[dialog.made.key.kind].one}`
    case "rename":
      return "Rename this key"
    case "replace":
      return "Replace this key?"
    case "revoke":
      return "Revoke this key?"
  }
}

/** To the key's own menu, or where that is gone to the button that makes another of its kind. */
function giveFocusBack(dialog: KeyDialog): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  const key = dialog.kind === "make" ? null : dialog.kind === "made" ? dialog.replaced : dialog.key
  const kind =
    dialog.kind === "make" ? dialog.of : dialog.kind === "made" ? dialog.made.key.kind : dialog.key.kind
  const place = (key && find(`[data-key="${key.id}"]`)) ?? find(`#make-${kind}`) ?? find("#page")
  place?.focus()
}
