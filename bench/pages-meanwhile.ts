import { setTimeout as sleep } from "node:timers/promises"
import { choice, makeExport } from "./exporting.ts"
import { timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Row, timingRow } from "./row.ts"
import { secondWorkspace } from "./second-workspace.ts"

/** The first page of the stream while two workspaces export, beside the same page alone. */
export async function pagesMeanwhile({ server, ask }: Bench): Promise<Row> {
  const second = await secondWorkspace(server)
  const alone: number[] = []
  for (let i = 0; i < 400; i++) {
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
  const beside = { ours: timingOf(meanwhile), floor: timingOf(alone.slice(100)) }
  return timingRow("first page while two workspaces export, beside the page alone", beside, {
    p50: { most: 2 },
    p95: { most: 3 },
  })
}
