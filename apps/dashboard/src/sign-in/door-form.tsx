import { Button } from "@mantine/core"
import type { ReactNode } from "react"
import { Notice } from "../parts/notice.tsx"
import type { ProblemWords } from "../parts/problem-words.ts"
import classes from "./door.module.css"

interface DoorFormProps {
  /** What the button says. */
  label: string
  isPending: boolean
  /** What went wrong with what was sent last. */
  problem: ProblemWords | null
  onSend: (form: FormData) => void
  /** Its fields. */
  children: ReactNode
  /** Other ways to go on. */
  links?: ReactNode
}

/** A form of a page before the login: once sent it waits for the answer, and says what went wrong above its fields. */
export function DoorForm({ label, isPending, problem, onSend, children, links }: DoorFormProps) {
  return (
    <form
      className={classes.form}
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onSend(new FormData(event.currentTarget))
      }}
    >
      {problem && (
        <Notice tone="fault" role="alert" title={problem.title} id={problem.id}>
          {problem.advice}
        </Notice>
      )}
      {children}
      <Button type="submit" size="md" fullWidth loading={isPending}>
        {label}
      </Button>
      {links && <div className={classes.links}>{links}</div>}
    </form>
  )
}
