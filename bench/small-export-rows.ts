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
  const of = (some: readonly Download[], figure: keyof Download) =>
    timingOf(some.slice(toWarmUp).map((each) => each[figure]))
  const question = `small export of ${small.toLocaleString("en-US")}, beside its COPY`
  return [
    timingRow(`${question}: first byte`, of(ours, "firstMs"), of(floor, "firstMs"), { p50: { most: 10 } }),
    timingRow(`${question}: whole`, of(ours, "wholeMs"), of(floor, "wholeMs"), { p50: { most: 5 } }),
  ]
}

interface Download {
  firstMs: number
  wholeMs: number
}
