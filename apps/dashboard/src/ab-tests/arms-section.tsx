import type { AbTest, AbTestArmCounts } from "@holdfast/protocol/dashboard"
import { type FlowArm, wilsonInterval } from "@holdfast/protocol/flow"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { searchOfChoices } from "../analytics/view/search-of-choices.ts"
import { digits } from "../parts/digits.ts"
import { PageSection } from "../parts/page-section.tsx"
import { useNow } from "../parts/use-now.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { armNames, rateWords } from "./ab-test-words.ts"
import classes from "./ab-tests.module.css"

interface ArmsSectionProps {
  test: AbTest
  arms: Record<FlowArm, AbTestArmCounts>
}

export const armOrder = ["control", "variant"] as const satisfies readonly FlowArm[]

/** Both arms side by side; each leads to its flow and to its sessions in the stream. */
export function ArmsSection({ test, arms }: ArmsSectionProps) {
  const now = useNow()
  const rows: [string, (arm: FlowArm) => ReactNode][] = [
    ["Customers", (arm) => digits.format(arms[arm].exposed)],
    ["with an outcome", (arm) => digits.format(arms[arm].customers)],
    ["Stayed", (arm) => digits.format(arms[arm].saved)],
    ["Cancelled", (arm) => digits.format(arms[arm].canceled)],
    ["Save rate", (arm) => <Rate counts={arms[arm]} confidence={test.plan.confidence} />],
    [
      "Sessions",
      (arm) => (
        <Link
          to="/"
          search={searchOfChoices(
            [
              { dimension: "abtest", value: test.id, isExcluded: false },
              { dimension: "abtestArm", value: arm, isExcluded: false },
            ],
            test.startedAt === null ? null : { since: new Date(test.startedAt), until: now },
          )}
          aria-label={`${digits.format(arms[arm].sessions)} sessions of the ${arm}`}
          className={classes.link ?? ""}
        >
          {digits.format(arms[arm].sessions)}
        </Link>
      ),
    ],
  ]
  return (
    <PageSection title="Arms">
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {armOrder.map((arm) => (
              <th key={arm} scope="col">
                <Link
                  to="/flows/$flowId"
                  params={{ flowId: test.arms[arm].flowId }}
                  search={keepWorkspace}
                  aria-label={`${armNames[arm]}, its flow`}
                  className={classes.link ?? ""}
                >
                  {armNames[arm]}
                </Link>
                {test.arms[arm].live && (
                  <span className={classes.note}>version {test.arms[arm].live.version}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, cell]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {armOrder.map((arm) => (
                <td key={arm} className="hf-figures">
                  {cell(arm)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </PageSection>
  )
}

function Rate({ counts: { customers, saved }, confidence }: { counts: AbTestArmCounts; confidence: number }) {
  if (customers === 0) return "none yet"
  const { low, high } = wilsonInterval({ count: saved, of: customers }, confidence)
  return (
    <>
      <strong>{rateWords(saved / customers)}</strong>
      <span className={classes.note}>
        {rateWords(low)} to {rateWords(high)}
      </span>
    </>
  )
}
