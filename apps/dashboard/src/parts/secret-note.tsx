import { Button } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import { copyText } from "./copy-text.ts"
import dialog from "./dialog.module.css"
import classes from "./secret-note.module.css"

interface SecretNoteProps {
  secret: string
  /** What it is, such as "key". */
  what: string
  /** Somebody is about to leave without it. */
  isWarned: boolean
  onCopied: () => void
  onClose: () => void
  /** What else there is to say. */
  children?: ReactNode
}

/** The one time that a secret is shown. */
export function SecretNote({ secret, what, isWarned, onCopied, onClose, children }: SecretNoteProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready")
  const copy = async () => {
    const didCopy = await copyText(secret)
    setState(didCopy ? "copied" : "failed")
    if (didCopy) onCopied()
  }
  return (
    <div className={dialog.form}>
      <p>
        Copy it now and keep it where only your servers read it: it is shown this once, and nobody can bring
        it up again.
      </p>
      <code className={classes.secret}>{secret}</code>
      {children}
      <p role="status" className={isWarned || state === "failed" ? dialog.problem : classes.said}>
        {state === "copied" && "Copied."}
        {state === "failed" && `The browser did not allow it. Select the ${what} and copy it by hand.`}
        {state === "ready" && isWarned && "You have not copied it yet. Close once more to leave without it."}
      </p>
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
        <Button
          data-autofocus
          leftSection={
            state === "copied" ? (
              <IconCheck size={16} stroke={1.75} aria-hidden />
            ) : (
              <IconCopy size={16} stroke={1.75} aria-hidden />
            )
          }
          onClick={() => void copy()}
        >
          Copy {what}
        </Button>
      </div>
    </div>
  )
}
