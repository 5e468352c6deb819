import { Button } from "@mantine/core"
import { useBlocker } from "@tanstack/react-router"
import { memo } from "react"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import type { Draft } from "./use-draft.ts"

/** A person who goes elsewhere waits no longer than this for what they typed last to be saved. */
const patienceMs = 3000

/** Asks before leaving only where something is really not saved: what can be saved is saved on the way out. */
export const LeaveGuard = memo(function LeaveGuard({ isSaved, flush }: Pick<Draft, "isSaved" | "flush">) {
  const { status, proceed, reset } = useBlocker({
    withResolver: true,
    enableBeforeUnload: () => !isSaved(),
    async shouldBlockFn({ current, next }) {
      if (isSaved() || current.pathname === next.pathname) return false
      const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patienceMs))
      const saved = flush().then(
        () => false,
        () => true,
      )
      return Promise.race([saved, late])
    },
  })
  const isBlocked = status === "blocked"
  return (
    <Dialog title="Leave what is not saved?" isOpen={isBlocked} onClose={() => reset?.()}>
      <div className={dialog.form}>
        <p>
          Holdfast does not have your last edits yet. They stay in this browser, and are here when you come
          back.
        </p>
        <div className={dialog.buttons}>
          <Button variant="default" onClick={() => proceed?.()}>
            Leave
          </Button>
          <Button data-autofocus onClick={() => reset?.()}>
            Stay
          </Button>
        </div>
      </div>
    </Dialog>
  )
})
