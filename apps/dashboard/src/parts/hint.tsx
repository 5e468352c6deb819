import { Tooltip, UnstyledButton } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./hint.module.css"
import { shorten } from "./shorten.ts"
import { useTabIndex } from "./tab-index.ts"

interface HintProps {
  /** What the tooltip says; user text is safe here. */
  says: string
  className?: string | undefined
  /** For a mark without text of its own. */
  label?: string
  children: ReactNode
}

/** A word or mark with more to say: on hover, on keyboard focus and on a tap. */
export function Hint({ says, className, label, children }: HintProps) {
  const tabIndex = useTabIndex()
  return (
    <Tooltip label={<span className={classes.says}>{shorten(says, 1000)}</span>}>
      <UnstyledButton
        tabIndex={tabIndex}
        className={`${classes.hint} ${className ?? ""}`}
        {...(label ? { "aria-label": label } : {})}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
