import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import type { ReactNode } from "react"
import dialog from "../parts/dialog.module.css"
import { problemWords } from "../parts/problem-words.ts"

interface ConfirmFormProps {
  /** All that it does. */
  children: ReactNode
  /** Finishes "could not …". */
  what: string
  /** What the buttons do. */
  yes: string
  no: string
  onYes: () => Promise<void>
  onNo: () => void
}

/** Asks once more before something is done to a person. */
export function ConfirmForm({ children, what, yes, no, onYes, onNo }: ConfirmFormProps) {
  const acting = useMutation({ mutationFn: onYes })
  return (
    <div className={dialog.form}>
      {children}
      {acting.isError && (
        <p role="alert" className={dialog.problem}>
          {faultOf(acting.error, what)}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" data-autofocus onClick={onNo}>
          {no}
        </Button>
        <Button color="red.9" loading={acting.isPending} onClick={() => acting.mutate()}>
          {yes}
        </Button>
      </div>
    </div>
  )
}

function faultOf(error: Error, what: string): string {
  const { title, advice } = problemWords(error, what)
  return `${title} ${advice}`
}
