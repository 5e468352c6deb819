import type { ApiKey, MadeKey } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { useState } from "react"
import { copyText } from "../parts/copy-text.ts"
import dialog from "../parts/dialog.module.css"
import { dayAndTime } from "../time/exact-time.ts"
import { KeyReference } from "./key-reference.tsx"
import classes from "./made-key-note.module.css"

interface MadeKeyNoteProps {
  made: MadeKey
  /** The key that gives way to it. */
  replaced: ApiKey | null
  /** Somebody is about to leave without it. */
  isWarned: boolean
  onCopied: () => void
  onClose: () => void
}

/** The one time that a key is shown. */
export function MadeKeyNote({ made, replaced, isWarned, onCopied, onClose }: MadeKeyNoteProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready")
  const copy = async () => {
    const didCopy = await copyText(made.secret)
    setState(didCopy ? "copied" : "failed")
    if (didCopy) onCopied()
  }
  return (
    <div className={dialog.form}>
      <p>
        Copy it now and keep it where only your servers read it: it is shown this once, and nobody can bring
        it up again.
      </p>
      <code className={classes.secret}>{made.secret}</code>
      {replaced && <p>{fateOf(replaced)}</p>}
      <p role="status" className={isWarned || state === "failed" ? dialog.problem : classes.said}>
        {state === "copied" && "Copied."}
        {state === "failed" && "The browser did not allow it. Select the key and copy it by hand."}
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
          Copy key
        </Button>
      </div>
    </div>
  )
}

function fateOf(replaced: ApiKey) {
  return replaced.state === "ending" && replaced.endsAt !== null ? (
    <>
      The old key <KeyReference apiKey={replaced} /> is accepted until {dayAndTime(new Date(replaced.endsAt))}
      .
    </>
  ) : (
    <>
      The old key <KeyReference apiKey={replaced} /> is refused from now on.
    </>
  )
}
