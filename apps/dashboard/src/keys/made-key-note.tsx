import type { ApiKey, MadeKey } from "@holdfast/protocol/dashboard"
import { SecretNote } from "../parts/secret-note.tsx"
import { dayAndTime } from "../time/exact-time.ts"
import { KeyReference } from "./key-reference.tsx"

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
export function MadeKeyNote({ made, replaced, ...rest }: MadeKeyNoteProps) {
  return (
    <SecretNote secret={made.secret} what="key" {...rest}>
      {replaced && <p>{fateOf(replaced)}</p>}
    </SecretNote>
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
