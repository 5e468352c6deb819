import type { RunningTest } from "@holdfast/protocol/dashboard"
import { Link } from "@tanstack/react-router"
import { stateLabels, stateSentences } from "../../../ab-tests/ab-test-words.ts"
import { BarList } from "../../../charts/bar-list.tsx"
import type { ChartData } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import quiet from "../../../parts/quiet-link.module.css"
import { readableText } from "../../../parts/readable-text.ts"
import { keepWorkspace } from "../../../shell/keep-workspace.ts"
import { type ArmBar, armBars, armColumns, testSummary } from "./ab-test-rows.ts"
import classes from "./panels.module.css"

const beside = ["Customers", "Saved", "Save rate"]

/** What a running A/B test says so far. Its own page says more. */
export function AbTestPanel({ test }: { test: RunningTest }) {
  const name = readableText(test.name) ?? "(unreadable name)"
  const data: ChartData<ArmBar> = { head: "Arm", rows: armBars(test), columns: armColumns }
  const { control, variant } = test.arms
  return (
    <ChartPanel
      title={`A/B test: ${name}`}
      shape="bars"
      fileName={`ab-test-${test.id}`}
      state={
        control.customers + variant.customers === 0
          ? {
              kind: "empty",
              title: "No customer of the test has decided yet",
              words: "What the arms keep stands here as soon as the first has.",
            }
          : { kind: "ready", data, summary: testSummary(test) }
      }
      chart={(shown) => (
        <BarList label={`Save rates of the test ${name}`} data={shown} beside={beside} full={1} />
      )}
      howMade={
        <p>
          Of the customers who came into an arm and have an outcome, the share that did not cancel: one
          outcome a customer, by their last valid session in their tracking time. All customers of the test
          are in it, whatever the dates and filters of this page.
        </p>
      }
    >
      <p className={classes.note}>
        {stateLabels[test.state]}. {stateSentences[test.state]}{" "}
        <Link
          to="/flows/ab-tests/$testId"
          params={{ testId: test.id }}
          search={keepWorkspace}
          className={quiet.link ?? ""}
        >
          Open the test
        </Link>
      </p>
    </ChartPanel>
  )
}
