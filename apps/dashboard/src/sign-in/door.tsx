import type { ReactNode } from "react"
import { useArrivalTitle } from "../shell/arrival.ts"
import { Brand } from "../shell/brand.tsx"
import { ThemeSwitch } from "../shell/theme-switch.tsx"
import classes from "./door.module.css"

/** A page before the login: one card in the middle. */
export function Door({ title, words, children }: { title: string; words?: ReactNode; children: ReactNode }) {
  const heading = useArrivalTitle()
  return (
    <div className={classes.page}>
      <title>{`${title} · Holdfast`}</title>
      <div className={classes.corner}>
        <ThemeSwitch />
      </div>
      <main className={classes.card}>
        <Brand />
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {words !== undefined && <p className={classes.words}>{words}</p>}
        {children}
      </main>
    </div>
  )
}
