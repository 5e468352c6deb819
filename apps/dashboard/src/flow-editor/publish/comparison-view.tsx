import { stepTypeNames } from "@holdfast/protocol"
import type { Difference, FlowComparison } from "@holdfast/protocol/flow"
import { InlineText } from "../../parts/inline-text.tsx"
import { withKeys } from "../../parts/with-keys.ts"
import classes from "./publish-dialog.module.css"

/** What differs between two contents, step by step, as sentences. */
export function ComparisonView({ comparison }: { comparison: FlowComparison }) {
  const { steps, added, isReordered, settings } = comparison
  const changed = steps.filter(({ fate }) => fate !== "same")
  const isSame = changed.length === 0 && added.length === 0 && !isReordered && settings.length === 0
  if (isSame) return <p>Nothing differs.</p>
  return (
    <ul className={classes.changes} aria-label="Differences">
      {changed.map(({ step, fate, differences }) => (
        <li key={step.guid}>
          <p className={classes.step}>
            {stepTypeNames[step.stepType]}
            {fate === "removed" && <span className={classes.fate}> is taken out</span>}
          </p>
          <Lines differences={differences} />
        </li>
      ))}
      {added.map((step) => (
        <li key={step.guid}>
          <p className={classes.step}>
            {stepTypeNames[step.stepType]}
            <span className={classes.fate}>
              {" "}
              is new: <InlineText text={step.header} otherwise="(no heading)" />
            </span>
          </p>
        </li>
      ))}
      {isReordered && <li className={classes.step}>The order of the steps</li>}
      {settings.length > 0 && (
        <li>
          <p className={classes.step}>Look and settings</p>
          <Lines differences={settings} />
        </li>
      )}
    </ul>
  )
}

const Lines = ({ differences }: { differences: readonly Difference[] }) => (
  <ul className={classes.lines}>
    {withKeys(differences).map(({ item: { label, before, after }, key }) => (
      <li key={key}>
        <InlineText text={label} />:{" "}
        {before !== null && (
          <del>
            <InlineText text={before} otherwise="nothing" />
          </del>
        )}{" "}
        {after === null ? (
          <span className={classes.fate}>nothing</span>
        ) : (
          <ins>
            <InlineText text={after} otherwise="nothing" />
          </ins>
        )}
      </li>
    ))}
  </ul>
)
