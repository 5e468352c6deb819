import type { ReactNode } from "react"
import classes from "./empty-list.module.css"

/** In the place of a list with nothing in it: that there is nothing, and what would be there or what to do. */
export function EmptyList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>{title}</h2>
      {children}
    </div>
  )
}
