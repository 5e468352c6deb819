import { ActionIcon } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from "@tabler/icons-react"
import classes from "./column-picker.module.css"

interface ColumnRowProps {
  label: string
  place: number
  count: number
  isDragged: boolean
  onDrag: (isDragged: boolean) => void
  /** Another column is dragged over this one. */
  onOver: () => void
  onMove: (place: number, control: HTMLElement) => void
  onRemove: () => void
}

/** One column of the file. */
export function ColumnRow({
  label,
  place,
  count,
  isDragged,
  onDrag,
  onOver,
  onMove,
  onRemove,
}: ColumnRowProps) {
  return (
    <li
      className={classes.column}
      draggable
      data-dragged={isDragged}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move"
        event.dataTransfer.setData("text/plain", label)
        onDrag(true)
      }}
      onDragOver={(event) => {
        event.preventDefault()
        onOver()
      }}
      onDrop={(event) => event.preventDefault()}
      onDragEnd={() => onDrag(false)}
    >
      <IconGripVertical size={14} stroke={1.75} aria-hidden className={classes.grip} />
      <span className={classes.label}>{label}</span>
      <ActionIcon
        size={24}
        aria-label={`Move ${label} up`}
        aria-disabled={place === 0}
        onClick={({ currentTarget }) => onMove(place - 1, currentTarget)}
      >
        <IconArrowUp size={14} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={`Move ${label} down`}
        aria-disabled={place === count - 1}
        onClick={({ currentTarget }) => onMove(place + 1, currentTarget)}
      >
        <IconArrowDown size={14} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon size={24} data-remove aria-label={`Take ${label} out`} onClick={onRemove}>
        <IconX size={14} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  )
}
