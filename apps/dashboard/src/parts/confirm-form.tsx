import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import type { ReactNode } from "react"
import dialog from "./dialog.module.css"
import { faultWords } from "./fault-words.ts"

interface ConfirmFormProps {
  /** What the button does. */
  label: string
  /** What the other one does. */
  keepLabel?: string
  /** Finishes "could not …". */
  what: string
  /** It cannot be taken back. */
  isHarsh?: boolean
  onConfirm: () => Promise<void>
  onClose: () => void
  /** What it means. */
  children: ReactNode
}

/** Asks once more, and says what did not work. */
export function ConfirmForm({
  label,
  keepLabel = "Cancel",
  what,
  isHarsh = false,
  onConfirm,
  onClose,
  children,
}: ConfirmFormProps) {
  const acting = useMutation({ mutationFn: onConfirm })
  return (
    <div className={dialog.form}>
      {children}
      {acting.isError && (
        <p role="alert" className={dialog.problem}>
          {faultWords(acting.error, what)}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {keepLabel}
        </Button>
        <Button
          {...(isHarsh && { color: "red.9" })}
          loading={acting.isPending}
          onClick={() => acting.mutate()}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}
