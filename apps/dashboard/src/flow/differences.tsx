import type { Difference } from "@holdfast/protocol/flow"
import { InlineText } from "../parts/inline-text.tsx"
import { withKeys } from "../parts/with-keys.ts"
import classes from "./differences.module.css"

/** What this version says, and what is said now, side by side. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return null
  return (
    <dl className={classes.list}>
      {withKeys(differences).map(({ item: { label, before, after }, key }) => (
        <div key={key} className={classes.difference}>
          <dt className={classes.label}>
            <InlineText text={label} />
          </dt>
          <dd className={classes.side}>
            <span className={classes.when}>In this version</span>
            <Side text={before} />
          </dd>
          <dd className={classes.side}>
            <span className={classes.when}>Now</span>
            <Side text={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Side = ({ text }: { text: string | null }) =>
  text === null ? (
    <span className={classes.none}>nothing</span>
  ) : (
    <InlineText text={text} otherwise="(unreadable)" />
  )
