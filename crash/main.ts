import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { findFaultsOfAsked, startAskers } from "./askers.ts"
import { type Fault, faults, kills as killsAlone, silence } from "./faults.ts"
import { Journal } from "./journal.ts"
import { startLoad } from "./load.ts"
import { findFaults } from "./oracle.ts"
import { numbersOf } from "./prng.ts"
import { openProduct, type Product, until } from "./product.ts"
import { findFaultsOfRecorded, startRecorders } from "./recorders.ts"

/**
 * Kills and faults under load, by a seed: `npm run crash -- --seed 7 --minutes 10`. Exits with 1 where something that was
 * acknowledged is lost or doubled, a rule is broken, or the product does not come back in time. `--kills 200` kills so
 * often in place of so many minutes, and does nothing else.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    minutes: { type: "string", default: "2" },
    kills: { type: "string" },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const minutes = Number(values.minutes)
const kills = values.kills === undefined ? null : Number(values.kills)
if (
  !Number.isInteger(seed) ||
  !(minutes > 0) ||
  !(kills === null || (Number.isInteger(kills) && kills > 0))
) {
  process.stderr.write("crash: --seed and --kills take a whole number, --minutes a number above 0.\n")
  process.exit(2)
}

/** Longest from the end of a fault to the next acknowledged report, on a machine that answers at rest in `usualMs`. */
const wantedMs = 5000
const usualMs = 100
const say = (text: string) => void process.stdout.write(`${text}\n`)
const inSeconds = (tookMs: number) => `acknowledged again after ${(tookMs / 1000).toFixed(1)} s`

const random = numbersOf(seed)
let shuffled: { fault: Fault; at: number }[] = []
const journal = new Journal(join(mkdtempSync(join(tmpdir(), "holdfast-journal-")), "journal.ndjson"))
const length = kills === null ? `${minutes} minutes` : `${kills} kills`
say(`Seed ${seed}, ${length}; the journal is ${journal.file}`)
const product = await openProduct()
const possible = (kills === null ? faults : killsAlone).filter(
  ({ needsDisk }) => !needsDisk || product.hasOwnDisk,
)
let struck = 0
try {
  const load = startLoad(product, journal, numbersOf(seed + 1))
  const askers = startAskers(product, journal, product.billed, numbersOf(seed + 2))
  const recorders = startRecorders(product, journal, numbersOf(seed + 3))
  const limitMs = wantedMs * Math.min(6, Math.max(1, (await slowestAtRest(journal)) / usualMs))
  say(`A report has to be acknowledged within ${(limitMs / 1000).toFixed(1)} s of the end of a fault`)
  const end = performance.now() + minutes * 60_000
  for (let round = 0; kills === null ? performance.now() < end : round < kills; round++) {
    // each of them once before one comes again
    const fault = inTurn(random, round)
    if (askers.waiting() > 0) struck++
    const tookMs = await suffer(product, fault)
    say(`${fault.name}: ${inSeconds(tookMs)}`)
    if (fault.leavesServer && tookMs > limitMs)
      journal.fault(`Behind "${fault.name}" it took ${Math.round(tookMs)} ms.`)
    await sleep(kills === null ? 500 + random() * 1500 : random() * 500)
  }
  // no later fault cuts what this one leaves hanging
  if (kills === null) say(`At last, ${silence.name}: ${inSeconds(await suffer(product, silence))}`)
  await Promise.all([load.stop(), askers.stop(), recorders.stop()])
  await product.untilReady()
  journal.faults.push(...(await findFaults(product, journal)))
  const { asked } = askers
  journal.faults.push(...(await findFaultsOfAsked(product, product.billed, asked)))
  const { recorded } = recorders
  journal.faults.push(...(await findFaultsOfRecorded(product, recorded)))
  const pieces = recorded.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
  const deleted = recorded.filter(({ deletion }) => deletion === "done").length
  say(`${pieces} pieces of ${recorded.length} recordings were acknowledged; ${deleted} of those were deleted`)
  say(
    `${asked.length} customers asked for something; ${struck} faults struck while one waited for the answer`,
  )
} catch (error) {
  journal.fault(error instanceof Error ? error.message : String(error))
} finally {
  await product.close().catch((error: unknown) => journal.fault(String(error)))
}
const runs = new Set(journal.acknowledged.map(({ run }) => run)).size
say(`${journal.acknowledged.length} reports of ${runs} sessions were acknowledged`)
for (const each of journal.faults) say(`FAULT ${each}`)
if (journal.faults.length > 0)
  say(`${product.lastWords()}\nAgain: npm run crash -- --seed ${seed} --minutes ${minutes}`)
process.exit(journal.faults.length > 0 ? 1 : 0)

/** The longest that a report took of the first twenty, without any fault: the floor of this run. */
async function slowestAtRest({ acknowledged, sent }: Journal): Promise<number> {
  let slowestMs = 0
  for (let i = 0; i < 20; i++) {
    const before = acknowledged.length
    const from = performance.now()
    await until("the first reports are acknowledged", 60_000, async () => acknowledged.length > before)
    slowestMs = Math.max(slowestMs, performance.now() - from)
  }
  journal.note({ atRest: { slowestMs, sent: sent.length } })
  return slowestMs
}

/** @returns how long it took from the end of the fault until a report was acknowledged that was sent after it, in milliseconds */
async function suffer(on: Product, fault: Fault): Promise<number> {
  journal.note({ happens: fault.name })
  await fault.happen(on, random)
  const over = performance.now()
  await until(
    `a report was acknowledged behind "${fault.name}"`,
    240_000,
    async () => journal.last.sentAt > over,
  )
  return journal.last.at - over
}

function inTurn(numbers: () => number, round: number): Fault {
  if (round % possible.length === 0)
    shuffled = possible.map((fault) => ({ fault, at: numbers() })).sort((a, b) => a.at - b.at)
  return shuffled[round % possible.length]?.fault ?? faults[0]
}
