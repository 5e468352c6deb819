import type { ReactNode } from "react"
import { useArrivalTitle } from "./arrival.ts"
import classes from "./page-header.module.css"
import { ThemeSwitch } from "./theme-switch.tsx"

/** The title of a page, what it is set to, and (where there is no top bar) the theme. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useArrivalTitle()
  return (
    <header className={classes.header}>
      <title>{`${title} · Holdfast`}</title>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <div className={classes.controls}>
        {children}
        <span className={classes.theme}>
          <ThemeSwitch />
        </span>
      </div>
    </header>
  )
}
