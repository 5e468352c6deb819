import { UnstyledButton } from "@mantine/core"
import { IconArrowUp } from "@tabler/icons-react"
import classes from "./new-sessions-pill.module.css"

interface NewSessionsPillProps {
  count: number
  /** There are others besides. */
  isMore: boolean
  onShow: () => void
}

/** How many sessions arrived above the rows; they come in when the reader asks for them, so that no row jumps. */
export function NewSessionsPill({ count, isMore, onShow }: NewSessionsPillProps) {
  return (
    <div className={classes.place} role="status">
      {count > 0 && (
        <UnstyledButton className={classes.pill ?? ""} onClick={onShow}>
          <IconArrowUp size={14} stroke={2} aria-hidden />
          {count}
          {isMore ? "+" : ""} new {count === 1 ? "session" : "sessions"}
        </UnstyledButton>
      )}
    </div>
  )
}
