import { setTimeout as sleep } from "node:timers/promises"
import { choice, makeExport } from "./exporting.ts"
import { timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Row, timingRow } from "./row.ts"
import { secondWorkspace } from "./second-workspace.ts"

/** The first page of the stream while two workspaces export, beside the same page alone. */
export async function pagesMeanwhile({ server, ask, sessions }: Bench): Promise<Row> {
  const second = await secondWorkspace(server, sessions)
  const alone: number[] = []
  for (let i = 0; i < 300; i++) {
    await timed(alone, () => ask.stream("", ""))
    await sleep(5)
  }
  let isOver = false
  const exports = Promise.all(
    [server.keys.appId, second].map((appId) => makeExport(server, choice, appId, null)),
  ).finally(() => {
    isOver = true
  })
  const meanwhile: number[] = []
  while (!isOver) {
    await timed(meanwhile, () => ask.stream("", ""))
    await sleep(5)
  }
  await exports
  const question = "first page while two workspaces export, beside the page alone"
  return timingRow(question, timingOf(meanwhile), timingOf(alone.slice(100)), {
    p50: { most: 3 },
    p95: { most: 4 },
  })
}
