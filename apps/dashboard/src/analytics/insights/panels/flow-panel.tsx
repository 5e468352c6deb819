import type { ResponseFlow } from "@holdfast/protocol/dashboard"
import { useMemo, useState } from "react"
import type { ChartColumn } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import type { SankeyRow } from "../../../charts/lay-ribbons.ts"
import { Sankey } from "../../../charts/sankey.tsx"
import { countWords } from "../../../exports/size-words.ts"
import { fewWords, money } from "../figure-words.ts"
import { HowMade } from "../how-made.tsx"
import { type FlowMeasure, flowCurrencies, flowRibbons, flowSummary } from "./flow-ribbons.ts"
import type { PanelPlace } from "./panel-place.ts"
import { PanelSwitch } from "./panel-switch.tsx"

/** From the reason over the follow-up to how it ended, as wide as sessions or money. */
export function FlowPanel({ flow, linkTo, fileName, insights, place }: PanelPlace & { flow: ResponseFlow }) {
  const [chosen, setChosen] = useState<FlowMeasure>("sessions")
  const ways: { value: FlowMeasure; label: string }[] = [
    { value: "sessions", label: "Sessions" },
    ...flowCurrencies(flow).map((code) => ({
      value: `value ${code}` as const,
      label: `Monthly value, ${code.toUpperCase()}`,
    })),
  ]
  const measure = ways.some(({ value }) => value === chosen) ? chosen : "sessions"
  const { nodes, rows } = useMemo(() => flowRibbons(flow, measure, linkTo), [flow, measure, linkTo])
  const says = useMemo(() => {
    if (measure === "sessions") return (value: number) => countWords(value, "session")
    const currency = measure.slice("value ".length).toUpperCase()
    return (value: number) => money(value, currency)
  }, [measure])
  const columns: ChartColumn<SankeyRow>[] = [
    {
      head:
        measure === "sessions"
          ? "Sessions"
          : `Monthly value, ${measure.slice("value ".length).toUpperCase()}`,
      says: ({ value }) => says(value),
      cell: ({ value }) => value,
    },
  ]
  const ends = flow.nodes.filter(({ column }) => column === "outcome")
  const sessions = ends.reduce((sum, node) => sum + node.sessions, 0)
  return (
    <ChartPanel
      title="Response flow"
      shape="flow"
      fileName={fileName(`response-flow-${measure.replace(" ", "-")}`)}
      aside={<PanelSwitch label="As wide as" ways={ways} value={measure} onChange={setChosen} />}
      state={
        rows.length === 0
          ? {
              kind: "empty",
              title: "No answers yet",
              words: "Once customers answer the survey, this shows which reasons lead to which end.",
            }
          : {
              ...{ kind: "ready", data: { head: "Stream", rows, columns } },
              ...{ summary: flowSummary(flow), few: fewWords(sessions) },
            }
      }
      chart={(data) => (
        <Sankey label="From reason over follow-up to outcome" data={data} nodes={nodes} says={says} />
      )}
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            Every valid session goes from the reason it chose over its answer to the follow-up to how it
            ended. Monthly value has the sessions of one currency that have a price; currencies are never
            added up.
          </p>
        </HowMade>
      }
    />
  )
}
