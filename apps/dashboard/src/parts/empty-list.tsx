import type { ReactNode } from "react"
import classes from "./empty-list.module.css"

interface EmptyListProps {
  title: ReactNode
  /** Of the title, below the headings around the list. */
  level?: 2 | 3
  children: ReactNode
}

/** In the place of a list with nothing in it: that there is nothing, and what would be there or what to do. */
export function EmptyList({ title, level = 2, children }: EmptyListProps) {
  const Title = `h${level}` as const
  return (
    <div className={classes.empty}>
      <Title className={classes.title}>{title}</Title>
      {children}
    </div>
  )
}
