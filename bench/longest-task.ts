import type { CDPSession, Page } from "@playwright/test"

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Processor time of the thread, in microseconds. */
  tdur?: number
  args: { name?: string }
}

/**
 * Looks at the tasks of a page's main thread in Chromium, with the processor slowed.
 * @returns what runs an act and tells the processor time of the longest task meanwhile, in milliseconds
 */
export async function watchTasks(
  page: Page,
  slowedBy: number,
): Promise<(act: () => Promise<void>) => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowedBy })
  return async (act) => longestIn(await traceOf(session, act))
}
async function traceOf(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const gather = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]))
  session.on("Tracing.dataCollected", gather)
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline"] },
  })
  await act()
  const complete = new Promise<void>((done) => session.once("Tracing.tracingComplete", () => done()))
  await session.send("Tracing.end")
  await complete
  session.off("Tracing.dataCollected", gather)
  return events
}

function longestIn(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`
  const main = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(threadOf),
  )
  const tasks = events.filter((event) => event.ph === "X" && event.tdur && main.has(threadOf(event)))
  if (tasks.length === 0) throw new Error("Chromium told of no task")
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
