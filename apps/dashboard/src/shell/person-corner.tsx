import { useRef, useState } from "react"
import { LeaveDialog } from "./leave-dialog.tsx"
import { LeaveItem } from "./leave-item.tsx"
import { PersonMenu } from "./person-menu.tsx"
import { usePlace } from "./workspace.ts"

/** Who is signed in, and what they can do about themselves; `onLeave` is told when another page is gone to. */
export function PersonCorner({ onLeave }: { onLeave?: (() => void) | undefined }) {
  const { me } = usePlace()
  const [isLeaving, setIsLeaving] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <PersonMenu ref={button} user={me.user} onLeave={onLeave}>
        <LeaveItem onLeave={() => setIsLeaving(true)} />
      </PersonMenu>
      <LeaveDialog
        isOpen={isLeaving}
        onClose={() => setIsLeaving(false)}
        onClosed={() => button.current?.focus()}
      />
    </>
  )
}
