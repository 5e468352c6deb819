import type { ReactNode } from "react"
import { useArrivalTitle } from "./arrival.ts"
import classes from "./page-header.module.css"
import { ThemeSwitch } from "./theme-switch.tsx"

interface PageHeaderProps {
  title: string
  /** Right behind the title, such as the sign that copies it. */
  sign?: ReactNode
  children?: ReactNode
}

/** The title of a page, what it is set to, and (where there is no top bar) the theme. */
export function PageHeader({ title, sign, children }: PageHeaderProps) {
  const heading = useArrivalTitle()
  return (
    <header className={classes.header}>
      <title>{`${title} · Holdfast`}</title>
      <div className={classes.name}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {sign}
      </div>
      <div className={classes.controls}>
        {children}
        <span className={classes.theme}>
          <ThemeSwitch />
        </span>
      </div>
    </header>
  )
}
