import { useNavigate, useRouter } from "@tanstack/react-router"
import type { KeyboardEvent, MouseEvent } from "react"
import { keepWorkspace } from "../../shell/keep-workspace.ts"

/** Handlers of a row. */
interface RowClick {
  onClick: (event: MouseEvent<HTMLElement>) => void
  onAuxClick: (event: MouseEvent<HTMLElement>) => void
  onMouseDown: (event: MouseEvent<HTMLElement>) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/**
 * A whole row leads to its session as a link does: a click or Enter here, with Ctrl, Command, Shift or the middle button
 * in a tab or window of its own. It is no link, so that its text can be marked and what stands in it does its own work.
 */
export function useRowClick(sessionId: string): RowClick {
  const navigate = useNavigate()
  const router = useRouter()
  const to = {
    to: "/sessions/$sessionId",
    params: { sessionId: sessionId.toWellFormed() },
    search: keepWorkspace,
  } as const
  const open = ({ ctrlKey, metaKey, shiftKey }: MouseEvent | KeyboardEvent) => {
    if (ctrlKey || metaKey || shiftKey) openApart()
    else void navigate(to)
  }
  const openApart = () => window.open(router.buildLocation(to).href, "_blank", "noopener")
  return {
    onClick: (event) => {
      if (isForRow(event) && !isMarkingText() && !event.altKey) open(event)
    },
    onAuxClick: (event) => {
      if (event.button === middle && isForRow(event)) openApart()
    },
    onMouseDown: (event) => {
      // else the page begins to scroll by itself
      if (event.button === middle && isForRow(event)) event.preventDefault()
    },
    onKeyDown: (event) => {
      if (event.key === "Enter" && event.target === event.currentTarget) open(event)
    },
  }
}

const middle = 1

/** The row itself was meant: no control in it, and nothing that floats above it. */
function isForRow({ target, currentTarget, defaultPrevented }: MouseEvent<HTMLElement>): boolean {
  return (
    !defaultPrevented &&
    target instanceof Element &&
    currentTarget.contains(target) &&
    target.closest("a, button") === null
  )
}

const isMarkingText = () => getSelection()?.isCollapsed === false
