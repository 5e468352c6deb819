import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import dialog from "../parts/dialog.module.css"
import { faultWords } from "../parts/fault-words.ts"

interface NameKeyFormProps {
  /** What the button does. */
  label: string
  /** Finishes "could not …". */
  what: string
  /** As it is now. */
  name: string
  onName: (name: string) => Promise<void>
  onClose: () => void
}

/** Asks what a key is to be called. */
export function NameKeyForm({ label, what, name: before, onName, onClose }: NameKeyFormProps) {
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
        description="Where it is used, such as “Checkout server”."
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={naming.isError && faultWords(naming.error, what)}
      />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={naming.isPending} disabled={name.trim() === ""}>
          {label}
        </Button>
      </div>
    </form>
  )
}
