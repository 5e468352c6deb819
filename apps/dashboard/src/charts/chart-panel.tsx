import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core"
import {
  IconArrowsMaximize,
  IconChartBar,
  IconDots,
  IconFileTypeCsv,
  IconInfoCircle,
  IconPhoto,
  IconTable,
} from "@tabler/icons-react"
import { type ReactNode, useId, useRef, useState } from "react"
import { Dialog } from "../parts/dialog.tsx"
import { EmptyList } from "../parts/empty-list.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { saveBlob } from "../parts/save-blob.ts"
import type { ChartData, ChartRow } from "./chart-data.ts"
import classes from "./chart-panel.module.css"
import { type ChartShape, ChartSkeleton } from "./chart-skeleton.tsx"
import { ChartTable } from "./chart-table.tsx"
import { keepChoice, useChartsChoice } from "./charts-choice.ts"
import { savePicture } from "./save-picture.ts"
import { toCsv } from "./to-csv.ts"

/** What is known of a panel. */
export type PanelState<Row extends ChartRow> =
  | { kind: "loading" }
  | { kind: "fault"; error: Error; isTrying: boolean; onTryAgain: () => void }
  /** Nothing to draw: why not, in calm words, and what would be here. */
  | { kind: "empty"; title: string; words: string }
  | {
      kind: "ready"
      data: ChartData<Row>
      /** The one sentence that says what the chart shows, with its figures. */
      summary: string
      /** Why it is to be read with care: `Only 12 sessions: too few to tell.` It is drawn grey then. */
      few?: string | null
    }

export interface ChartPanelProps<Row extends ChartRow> {
  /** Its heading, of the second level. */
  title: string
  state: PanelState<Row>
  shape: ChartShape
  /** Draws the chart from the data, in the panel and once more in the dialog in which it is large. */
  chart: (data: ChartData<Row>, isLarge: boolean) => ReactNode
  /** Of the saved files, without its ending: `save-rate-2026-08-24-2026-11-22`. */
  fileName: string
  /** How this number is made: its definition, and the sessions in and out. Left out, the panel has no such button. */
  howMade?: ReactNode
  /** What else the menu of the panel holds, such as a note to be added. */
  menu?: ReactNode
  /** Stands beside the title, such as a choice between sessions and money. */
  aside?: ReactNode
  /** Stands below the chart, also where there is no data. */
  children?: ReactNode
}

/**
 * The frame of every panel of a page of charts: heading, summary, the chart or its table, and the ways to look at it large,
 * to save it, and to learn how it is made.
 */
export function ChartPanel<Row extends ChartRow>(props: ChartPanelProps<Row>) {
  const { title, state, shape, chart, fileName, howMade, menu, aside, children } = props
  const id = useId()
  const figure = useRef<HTMLElement>(null)
  const choice = useChartsChoice()
  const [own, setOwn] = useState<"charts" | "tables" | null>(null)
  const [open, setOpen] = useState<"large" | "how" | null>(null)
  const shown = own ?? choice
  const draw = (isLarge: boolean) => {
    if (state.kind !== "ready") return null
    if (shown === "tables") return <ChartTable data={state.data} label={title} />
    return <div className={state.few ? classes.few : undefined}>{chart(state.data, isLarge)}</div>
  }
  return (
    <section aria-labelledby={id} className={classes.panel}>
      <figure ref={figure} className={classes.figure}>
        <div className={classes.head}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          <div className={classes.ways} data-no-picture>
            {aside}
            {state.kind === "ready" && (
              <PanelWays
                title={title}
                menu={menu}
                shown={shown}
                onShow={setOwn}
                onLarge={() => setOpen("large")}
                onCsv={() => saveBlob(csvOf(state.data), `${fileName}.csv`)}
                onPicture={() => figure.current && void savePicture(figure.current, `${fileName}.png`)}
              />
            )}
          </div>
        </div>
        {state.kind === "ready" && (
          <figcaption className={classes.summary}>
            {state.summary}
            {state.few && <span className={classes.fewWords}> {state.few}</span>}
          </figcaption>
        )}
        <PanelBody title={title} state={state} shape={shape}>
          {draw(false)}
        </PanelBody>
      </figure>
      {children}
      {howMade && (
        <Button
          variant="subtle"
          size="compact-xs"
          fw={400}
          c="dimmed"
          className={classes.how}
          leftSection={<IconInfoCircle size={14} stroke={1.75} aria-hidden />}
          onClick={() => setOpen("how")}
        >
          How this number is made
        </Button>
      )}
      <Dialog title={title} isOpen={open === "large"} onClose={() => setOpen(null)} size={1200}>
        {state.kind === "ready" && <p className={classes.summary}>{state.summary}</p>}
        {draw(true)}
      </Dialog>
      <Dialog
        title={`How this number is made: ${title}`}
        isOpen={open === "how"}
        onClose={() => setOpen(null)}
        size={560}
      >
        {howMade}
      </Dialog>
    </section>
  )
}

const csvOf = <Row extends ChartRow>(data: ChartData<Row>) =>
  new Blob([toCsv(data)], { type: "text/csv;charset=utf-8" })

interface PanelBodyProps<Row extends ChartRow> {
  title: string
  state: PanelState<Row>
  shape: ChartShape
  children: ReactNode
}

function PanelBody<Row extends ChartRow>({ title, state, shape, children }: PanelBodyProps<Row>) {
  switch (state.kind) {
    case "loading":
      return <ChartSkeleton shape={shape} what={title} />
    case "fault":
      return <PageFault {...state} what={`load the panel “${title}”`} isStale={false} isSmall />
    case "empty":
      return (
        <EmptyList title={state.title} level={3}>
          <p>{state.words}</p>
        </EmptyList>
      )
    case "ready":
      return children
  }
}

interface PanelWaysProps {
  title: string
  menu: ReactNode
  shown: "charts" | "tables"
  onShow: (shown: "charts" | "tables") => void
  onLarge: () => void
  onCsv: () => void
  onPicture: () => void
}

function PanelWays({ title, menu, shown, onShow, onLarge, onCsv, onPicture }: PanelWaysProps) {
  const other = shown === "charts" ? "tables" : "charts"
  const choice = useChartsChoice()
  const toggle = shown === "charts" ? "Show as a table" : "Show as a chart"
  return (
    <>
      <Tooltip label={toggle}>
        <ActionIcon aria-label={`${toggle}: ${title}`} onClick={() => onShow(other)}>
          {shown === "charts" ? (
            <IconTable size={16} stroke={1.75} />
          ) : (
            <IconChartBar size={16} stroke={1.75} />
          )}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Open large">
        <ActionIcon aria-label={`Open large: ${title}`} onClick={onLarge}>
          <IconArrowsMaximize size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label="Save, and more">
            <ActionIcon aria-label={`Save, and more: ${title}`}>
              <IconDots size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {menu && (
            <>
              {menu}
              <Menu.Divider />
            </>
          )}
          <Menu.Item leftSection={<IconFileTypeCsv size={16} stroke={1.75} />} onClick={onCsv}>
            Save as CSV
          </Menu.Item>
          <Menu.Item leftSection={<IconPhoto size={16} stroke={1.75} />} onClick={onPicture}>
            Save as PNG
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => keepChoice(choice === "charts" ? "tables" : "charts")}>
            {choice === "charts"
              ? "Show tables instead of charts everywhere"
              : "Show charts instead of tables everywhere"}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
