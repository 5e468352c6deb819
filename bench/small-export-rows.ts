import { download, newest } from "./exporting.ts"
import { timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { copyOf, rawCopy } from "./raw-copy.ts"
import { type Row, timingRow } from "./row.ts"

const small = 5000
const [toWarmUp, times] = [3, 20]

/** Downloads of a few sessions, beside the bare `COPY` of the same: until the first byte, and until the last. */
export async function smallExportRows(bench: Bench): Promise<Row[]> {
  const from = await newest(bench.client, bench.ask.workspaceId, small)
  const statement = await copyOf(bench, from)
  const ours: Download[] = []
  const floor: Download[] = []
  for (let i = 0; i < toWarmUp + times; i++) {
    ours.push(await download(bench.server, from))
    floor.push(await rawCopy(bench.server, statement))
  }
  const of = (figure: keyof Download) => ({
    ours: timingOf(ours.slice(toWarmUp).map((each) => each[figure])),
    floor: timingOf(floor.slice(toWarmUp).map((each) => each[figure])),
  })
  const question = `small export of ${small.toLocaleString("en-US")}`
  return [
    timingRow(`${question}: first byte`, of("firstMs"), { p50: { most: 6 } }),
    timingRow(`${question}: whole`, of("wholeMs"), { p50: { most: 4 } }),
  ]
}

interface Download {
  firstMs: number
  wholeMs: number
}
