import { valueLabel } from "@holdfast/protocol"
import type { AbTestArmCounts } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { digits } from "../parts/digits.ts"
import { InlineText } from "../parts/inline-text.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { armNames, rateWords } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"
import { armOrder } from "./arms-section.tsx"
import { sideBySide } from "./side-by-side.ts"

interface CountsTableProps {
  title: string
  head: string
  arms: Record<FlowArm, AbTestArmCounts>
  of: "outcomes" | "reasons"
}

/** What became of the customers of each arm, or why they came, line by line. Nothing where there is nothing. */
export function CountsTable({ title, head, arms, of }: CountsTableProps) {
  const lines = sideBySide(
    of === "outcomes"
      ? perArm(arms, ({ outcomes }) =>
          outcomes.map(({ saveType, customers }) => ({
            key: saveType ?? "",
            label: valueLabel("saveType", saveType),
            customers,
          })),
        )
      : perArm(arms, ({ reasons }) =>
          reasons.map(({ guid, value, customers }) => ({ key: guid, label: value, customers })),
        ),
  )
  if (lines.length === 0) return null
  return (
    <PageSection title={title}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {armOrder.map((arm) => (
              <th key={arm} scope="col">
                {armNames[arm]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, customers }) => (
            <tr key={key}>
              <th scope="row">
                <InlineText text={label} otherwise="without words" />
              </th>
              {armOrder.map((arm) => (
                <td key={arm} className="hf-figures">
                  {digits.format(customers[arm])}
                  {arms[arm].customers > 0 && (
                    <span className={classes.note}>{rateWords(customers[arm] / arms[arm].customers)}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </PageSection>
  )
}

const perArm = <T,>(arms: Record<FlowArm, AbTestArmCounts>, read: (counts: AbTestArmCounts) => T) => ({
  control: read(arms.control),
  variant: read(arms.variant),
})
