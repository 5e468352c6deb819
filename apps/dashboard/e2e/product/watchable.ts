import { readdirSync } from "node:fs"
import { join } from "node:path"
import type { SessionFacts } from "@holdfast/protocol"
import type { Move } from "@holdfast/protocol/recording"
import { aHead } from "../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { openRun, sendChunk } from "../../../server/src/recording/testing/a-run.ts"
import { authHash } from "../../../server/src/testing/test-app.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"

/** A run of half a minute: a reason, a pause that is declined, a long look at the feedback, and the cancellation. */
export const watchedMoves: readonly Move[] = [
  [0, "screen", "step-survey"],
  [400, "pointer", 600, 300],
  [1500, "pointer", 640, 330],
  [1800, "missing", "chooseReason", "choice", null],
  [2000, "press", 640, 330, 2],
  [2000, "choice", "choice-not-using"],
  [3000, "press", 640, 500, 8],
  [3000, "screen", "step-survey:offer:choice-not-using"],
  [5000, "declined"],
  [5000, "screen", "step-feedback"],
  [6000, "typed", "feedback", 12],
  [26_000, "screen", "step-confirm"],
  [28_000, "decision", "canceled"],
  [28_000, "phase", "working", null, null],
  [29_000, "phase", "done", null, "arrived"],
  [30_000, "closed"],
]

interface WatchableRun {
  /** Tells customers apart. */
  email: string
  startedAt?: Date
  /** The pieces that come, of three; the first has the beginning of the run in it. */
  pieces?: readonly number[]
  /** As a player of another time would be called. */
  build?: string
  /** What the page and its browser say, such as `unrecorded`. */
  said?: Record<string, unknown>
  /** The customer has cancelled; else the run goes on. */
  isEnded?: boolean
  /** What the session says beside that. */
  facts?: SessionFacts
}

/** The player that is built here. */
function builtPlayer(): string {
  const names = readdirSync(join(import.meta.dirname, "../../../../packages/widget/dist"))
  const [build] = names.flatMap((name) => /^player-([0-9a-f]{32})\.js$/.exec(name)?.[1] ?? [])
  if (!build) throw new Error("The player is not built")
  return build
}

/** What the run is drawn with: the starter flow as it is published, in English. */
const head = {
  ...{ ...aHead, blueprintId: "primary_1", uiLang: "en", locale: "en-GB" },
  ...{ ownWords: [], hiddenOffers: [], coupon: null, plans: null, hasCancelNow: false },
  look: { light: {}, dark: {} },
}

/** A customer of Acme Cloud runs the Primary Flow, and it is recorded. Answers the id of the session. */
export async function recordRun(app: AcmeApp, run: WatchableRun): Promise<string> {
  const { email, startedAt = fixtureNow, pieces = [0, 1, 2], build = builtPlayer(), said = {} } = run
  app.setTime(startedAt)
  const workspace = { ...app.place.acme, flowKey: "key 1" }
  const opened = await openRun(app, workspace, { customerId: email, customer: { email }, ...said })
  const caller = {
    ...{ app: workspace.appId, run: opened.run },
    ...{ customerId: email, authHash: authHash(workspace, email) },
  }
  const third = Math.ceil(watchedMoves.length / 3)
  for (const index of pieces) {
    const [status, sentence] = await sendChunk(app, {
      ...{ ...caller, index, ...(index === 0 && { head: { ...head, build } }) },
      moves: watchedMoves.slice(index * third, (index + 1) * third),
    })
    if (status !== 204) throw new Error(`${status} ${sentence}`)
  }
  if (run.isEnded !== false) {
    await end(app, caller, run.facts ?? {})
    await app.recordings.finish(app.place.acme.id, new Date(startedAt.getTime() + 600_000))
  }
  app.setTime(fixtureNow)
  return opened.sessionId
}

/** The customer cancels. */
async function end(app: AcmeApp, caller: object, facts: SessionFacts): Promise<void> {
  const session = {
    ...{ canceled: true, surveyChoiceId: "choice-not-using", surveyChoiceValue: "I am not using it enough" },
    ...{ feedback: "Twelve chars", ...facts },
  }
  const answer = await app.app.inject({
    method: "POST",
    url: "/v1/flow/report",
    headers: { "content-type": "text/plain;charset=UTF-8" },
    payload: JSON.stringify({ ...caller, startedAt: 1000, sentAt: 1000, revision: 1, session }),
  })
  if (answer.statusCode !== 200) throw new Error(answer.body)
}
