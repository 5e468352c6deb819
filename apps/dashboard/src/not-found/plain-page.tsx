import type { ReactNode } from "react"
import { useArrivalTitle } from "../shell/arrival.ts"
import { Brand } from "../shell/brand.tsx"
import classes from "./plain-page.module.css"

/** A page outside the application: the name of the product, a sentence and a way on. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  const heading = useArrivalTitle()
  return (
    <main className={classes.page}>
      <title>{`${title} · Holdfast`}</title>
      <Brand />
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <div className={classes.words}>{children}</div>
    </main>
  )
}
