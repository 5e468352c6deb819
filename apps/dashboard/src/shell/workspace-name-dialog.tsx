import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"

interface WorkspaceNameDialogProps {
  title: string
  /** What the button does. */
  label: string
  description: string
  /** Finishes "could not …". */
  what: string
  /** As it is now. */
  name: string
  isOpen: boolean
  onName: (name: string) => Promise<void>
  onClose: () => void
}

/** Asks what a workspace is to be called. */
export function WorkspaceNameDialog({ title, isOpen, onClose, ...form }: WorkspaceNameDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <NameForm {...form} onClose={onClose} />
    </Dialog>
  )
}

function NameForm({
  label,
  description,
  what,
  name: before,
  onName,
  onClose,
}: Omit<WorkspaceNameDialogProps, "title" | "isOpen">) {
  const [name, setName] = useState(before)
  const naming = useMutation({ mutationFn: () => onName(name) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!naming.isPending && name.trim() !== "") naming.mutate()
  }
  return (
    <form onSubmit={submit} className={dialog.form}>
      <TextInput
        label="Name"
        description={description}
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={naming.isError && faultWords(naming.error, what)}
      />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
        <Button type="submit" loading={naming.isPending} disabled={name.trim() === ""}>
          {label}
        </Button>
      </div>
    </form>
  )
}
