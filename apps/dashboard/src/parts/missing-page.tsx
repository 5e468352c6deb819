import type { ReactNode } from "react"
import { PageHeader } from "../shell/page-header.tsx"
import { PageTrail } from "../shell/page-trail.tsx"
import classes from "./missing-page.module.css"

/** An address inside the application that leads to nothing here: what that means, and the way back. */
export function MissingPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageTrail />
      <PageHeader title={title} />
      <div className={classes.words}>{children}</div>
    </>
  )
}
