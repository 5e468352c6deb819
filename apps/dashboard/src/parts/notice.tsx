import type { ReactNode } from "react"
import classes from "./notice.module.css"

interface NoticeProps {
  tone: "caution" | "fault" | "calm"
  /** What happened, in one sentence. */
  title: string
  /** What was kept and what to do. */
  children?: ReactNode
  /** The id to quote to the operator. */
  id?: string | null
  action?: ReactNode
  role?: "alert" | "status"
}

/** A sentence to a person: what happened, what was kept, what to do, and an id to quote where there is one. */
export function Notice({ tone, title, children, id, action, role = "status" }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children && <p className={classes.body}>{children}</p>}
        {id && (
          <p className={classes.body}>
            If you ask for help, quote <code className={classes.id}>{id}</code>.
          </p>
        )}
      </div>
      {action}
    </div>
  )
}
