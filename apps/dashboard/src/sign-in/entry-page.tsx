import type { ReactNode } from "react"
import { Brand } from "../shell/brand.tsx"
import { ThemeSwitch } from "../shell/theme-switch.tsx"
import classes from "./sign-in-page.module.css"

/** A page before the application: a card with the name of the product, a heading, and what there is to do. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Holdfast`}</title>
      <div className={classes.corner}>
        <ThemeSwitch />
      </div>
      <main className={classes.card}>
        <Brand />
        <h1 className={classes.title}>{title}</h1>
        {children}
      </main>
    </div>
  )
}
