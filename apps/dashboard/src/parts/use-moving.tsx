import { ActionIcon, VisuallyHidden } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconGripVertical } from "@tabler/icons-react"
import { type DragEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import classes from "./use-moving.module.css"

interface Moving {
  /** In their order. */
  ids: readonly string[]
  /** What an item is called when it is told where it is now, such as “Too expensive”. */
  nameOf: (id: string) => string
  onMove: (id: string, place: number) => void
}

/** Moves the items of one list. It never changes, so that items which stay where they are need not be drawn again. */
export interface Mover {
  /** One place up (-1) or down (1). */
  step: (id: string, by: -1 | 1, holder: HTMLElement) => void
  drag: (id: string | null) => void
  /** Another item is dragged over this one; answers whether it is of this list. */
  over: (id: string) => boolean
  nameOf: (id: string) => string
}

/**
 * Lets people put a list in order: by two buttons, by Alt with the arrow keys and by dragging. The focus stays where it was,
 * and each move is told. `told` stands anywhere in the list.
 */
export function useMoving(moving: Moving): { mover: Mover; dragged: string | null; told: ReactNode } {
  const [dragged, setDragged] = useState<string | null>(null)
  const [told, setTold] = useState("")
  const latest = useRef({ ...moving, dragged })
  useLayoutEffect(() => {
    latest.current = { ...moving, dragged }
  })
  const tell = (id: string) => {
    const { ids, nameOf } = latest.current
    setTold(`${nameOf(id)} is now ${ids.indexOf(id) + 1} of ${ids.length}`)
  }
  const mover = useRef<Mover>({
    step(id, by, holder) {
      const { ids, onMove } = latest.current
      const place = ids.indexOf(id) + by
      if (place < 0 || place >= ids.length) return
      flushSync(() => onMove(id, place))
      flushSync(() => tell(id))
      // a row that is put elsewhere loses the focus within it
      holder.focus()
      holder.closest("li")?.scrollIntoView({ block: "nearest" })
    },
    drag(id) {
      if (id === null && latest.current.dragged !== null) tell(latest.current.dragged)
      setDragged(id)
    },
    over(id) {
      const { ids, onMove, dragged } = latest.current
      if (dragged === null || !ids.includes(dragged)) return false
      if (dragged !== id) onMove(dragged, ids.indexOf(id))
      return true
    },
    nameOf: (id) => latest.current.nameOf(id),
  })
  return { mover: mover.current, dragged, told: <VisuallyHidden role="status">{told}</VisuallyHidden> }
}

/** What goes on the row of an item, a `li`. */
export const movableRow = (mover: Mover, id: string, isDragged: boolean) => ({
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null
    const holder = event.target as HTMLElement
    // a list inside this one moves its own
    if (!event.altKey || by === null || holder.closest("li") !== event.currentTarget) return
    event.preventDefault()
    mover.step(id, by, holder)
  },
  onDragOver: (event: DragEvent<HTMLElement>) => {
    if (mover.over(id)) event.preventDefault()
  },
  onDrop: (event: DragEvent<HTMLElement>) => event.preventDefault(),
  "data-dragged": isDragged,
})

/** The place to drag an item by. */
export const MoveGrip = ({ mover, id }: { mover: Mover; id: string }) => (
  <span
    className={classes.grip}
    draggable
    aria-hidden
    onDragStart={(event) => {
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", mover.nameOf(id))
      const row = event.currentTarget.closest("li")
      if (row) event.dataTransfer.setDragImage(row, 8, 8)
      mover.drag(id)
    }}
    onDragEnd={() => mover.drag(null)}
  >
    <IconGripVertical size={16} stroke={1.75} />
  </span>
)

interface MoveButtonsProps {
  mover: Mover
  id: string
  name: string
  place: number
  count: number
}

/** One alone has nowhere to go. */
export const MoveButtons = ({ mover, id, name, place, count }: MoveButtonsProps) =>
  count > 1 && (
    <span className={classes.buttons}>
      <ActionIcon
        size={28}
        aria-label={`Move ${name} up`}
        aria-disabled={place === 0}
        onClick={({ currentTarget }) => mover.step(id, -1, currentTarget)}
      >
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={28}
        aria-label={`Move ${name} down`}
        aria-disabled={place === count - 1}
        onClick={({ currentTarget }) => mover.step(id, 1, currentTarget)}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </span>
  )
