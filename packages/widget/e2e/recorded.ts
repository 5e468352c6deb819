import { joinChunks, type Move, type RecordedLog, readChunk } from "@holdfast/protocol/recording"
import type { StandIn } from "./stand-in.ts"
import { expect, options, type Visit } from "./visit.ts"

/** What arrived of the log, read as the server reads it. */
export function logIn({ recorded }: StandIn): RecordedLog {
  const chunks = recorded.map(({ chunk }) => {
    const read = readChunk(chunk)
    if ("fault" in read) throw new Error(read.fault)
    return read.chunk
  })
  return joinChunks(chunks)
}

/** The moves of some kinds, without their times. */
export const movesIn = (standIn: StandIn, ...kinds: Move[1][]): unknown[] =>
  logIn(standIn)
    .moves.filter(([, kind]) => kinds.includes(kind))
    .map(([, ...move]) => move)

/** Waits until the log says that the flow was closed, or its page left. */
export const closedLog = (standIn: StandIn): Promise<void> =>
  expect.poll(() => movesIn(standIn, "closed", "left").length).toBeGreaterThan(0)

/** Opens a flow that is recorded, and waits until it is. */
export async function openRecorded(visit: Visit, given: object = options, callbacks?: string): Promise<void> {
  const { standIn, flow } = visit
  standIn.recording = { on: true, mergeFields: ["CUSTOMER_NAME.FIRST"], hasNotice: standIn.hasNotice }
  await visit.open(given, callbacks)
  await flow.getByRole("radio").first().waitFor()
  const path = () => standIn.scripts.find((each) => each.includes("/record-"))
  await expect.poll(path).toBeDefined()
  // a module that was asked for twice runs once, so here it has run
  const page = flow.owner().page()
  await page.evaluate((address) => import(address).then(() => {}), `${standIn.api}${path()}`)
}
