import { openAsker } from "./asker.ts"
import { timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Row, timingRow } from "./row.ts"

const readers = 10
const pages = 300
const toWarmUp = 100
const dayMs = 24 * 3600 * 1000

/**
 * The first page of the stream while ten people open the page of figures, as a browser does it: the list, and the figures when it
 * has come; beside the same page of the stream alone.
 */
export async function insightReadersRow({ server, ask }: Bench): Promise<Row> {
  const alone: number[] = []
  for (let i = 0; i < pages; i++) await timed(alone, () => ask.stream("", ""))
  const query = `from=${new Date(Date.now() - 90 * dayMs).toISOString()}&to=${new Date().toISOString()}`
  let toOpen = readers
  const opening = Array.from({ length: readers }, async () => {
    const person = openAsker(server, ask.workspaceId)
    await person.stream("", query)
    await person.insights(`${query}&compare=previous`)
    person.close()
    toOpen--
  })
  const meanwhile: number[] = []
  while (toOpen > 0) await timed(meanwhile, () => ask.stream("", ""))
  await Promise.all(opening)
  return timingRow(
    `first page of the stream while ${readers} people open Cancellation Analytics, beside the page alone`,
    timingOf(meanwhile),
    timingOf(alone.slice(toWarmUp)),
    { p50: { most: 2 } },
  )
}
