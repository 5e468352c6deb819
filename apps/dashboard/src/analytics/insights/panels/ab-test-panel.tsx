import type { RunningTest } from "@holdfast/protocol/dashboard"
import { Anchor } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useMemo } from "react"
import { stateLabels, stateSentences } from "../../../ab-tests/ab-test-words.ts"
import { BarList } from "../../../charts/bar-list.tsx"
import type { ChartData } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { readableText } from "../../../parts/readable-text.ts"
import { shorten } from "../../../parts/shorten.ts"
import { keepWorkspace } from "../../../shell/keep-workspace.ts"
import { dayOf } from "../../../time/day.ts"
import { modeLabels } from "../../view/view.ts"
import { type ArmBar, armBars, armColumns, testSummary } from "./ab-test-rows.ts"
import type { PanelPlace } from "./panel-place.ts"
import classes from "./panels.module.css"

const beside = ["With an outcome", "Stayed", "Save rate"]

/** What a running A/B test says so far. Its own page says more. */
export function AbTestPanel({ test, place }: PanelPlace & { test: RunningTest }) {
  const name = shorten(readableText(test.name) ?? "Unnamed test", 120)
  const data = useMemo(
    (): ChartData<ArmBar> => ({ head: "Arm", rows: armBars(test, place), columns: armColumns }),
    [test, place],
  )
  const { mode } = place.view
  const days = `${dayOf(new Date(test.startedAt))}-${place.today}`
  return (
    <ChartPanel
      title={`A/B test: ${name}`}
      shape="bars"
      fileName={`ab-test-${mode === "live" ? "" : `${mode}-`}${days}`}
      state={
        data.rows.some(({ customers }) => customers > 0)
          ? { kind: "ready", data, summary: testSummary(test) }
          : {
              kind: "empty",
              title: "No customer of the test has an outcome yet",
              words: "What the arms keep stands here as soon as the first has.",
            }
      }
      chart={(shown) => (
        <BarList label={`Save rates of the test ${name}`} data={shown} beside={beside} full={1} />
      )}
      howMade={
        <>
          <p>
            Of the customers who came into an arm and have an outcome, the share that did not cancel: one
            outcome a customer, by their last valid session within the test’s tracking time. Sessions that are
            still in progress and bounced ones are no outcome.
          </p>
          <p>
            All {modeLabels[mode].toLowerCase()} customers of the test are in it, from its start on, whatever
            the dates and filters of this page. Each arm leads to all of its sessions.
          </p>
        </>
      }
    >
      <p className={classes.note}>
        {stateLabels[test.state]}. {stateSentences[test.state]}{" "}
        <Anchor
          renderRoot={(props) => (
            <Link
              to="/flows/ab-tests/$testId"
              params={{ testId: test.id }}
              search={keepWorkspace}
              {...props}
            />
          )}
          inherit
          underline="always"
        >
          Open the test
        </Anchor>
      </p>
    </ChartPanel>
  )
}
