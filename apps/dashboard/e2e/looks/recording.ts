import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { WatchedRun } from "@holdfast/protocol/dashboard"
import type { Blueprint } from "@holdfast/protocol/flow"
import { type Move, recordingVersion, transcriptOfLog } from "@holdfast/protocol/recording"
import { aHead } from "../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { builtPlayer, playerName, playerPath } from "../../../server/src/http/kept-players.ts"
import { flowVersion, hostileFlow } from "../flows.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const scripts = join(import.meta.dirname, "../../../../packages/widget/dist")
const build = await builtPlayer(scripts)
if (build === null) throw new Error("The player is not built")

/** The script of the player, by its path; null for another. */
export const playerScript = async (path: string): Promise<Buffer | null> =>
  path === `/js/${playerName(build)}` ? readFile(join(scripts, playerName(build))) : null

/** Through each step, with a fault, a wait and all kinds of marks. */
const moves: Move[] = [
  [0, "screen", "step-survey"],
  [400, "pointer", 600, 300],
  [1800, "missing", "chooseReason", "choice", null],
  [2000, "press", 640, 330, 2],
  [2000, "choice", "choice-price"],
  [3000, "screen", "step-survey:offer:choice-price"],
  [5000, "declined"],
  [5000, "screen", "step-feedback"],
  [6000, "typed", "feedback", 12],
  [26_000, "screen", "step-confirm"],
  [27_000, "acknowledged", 1],
  [28_000, "decision", "canceled"],
  [28_000, "phase", "working", null, null],
  [29_000, "phase", "done", null, "arrived"],
  [30_000, "closed"],
]

/** The recording of a session; nothing came of that of a bare one, which has no steps. */
export function recordingOf(scenario: Scenario, sessionId: string): WatchedRun {
  const text = hostileTexts[Number(sessionId.slice(-12)) - 1] ?? ""
  if (scenario === "hostile")
    return runOf(
      hostileFlow(text).blueprint,
      [
        [0, "screen", "s"],
        [900, "typed", "feedback", 3],
        [1000, "left"],
      ],
      text,
    )
  const version = flowVersion("bp_2")
  if (sessionId.endsWith("6") || !version)
    return {
      ...{
        version: recordingVersion,
        sessionId,
        recordingState: null,
        startTime: null,
        endTime: null,
        log: null,
      },
      transcript: [{ at: null, kind: "end", text: "Closed the flow" }],
      picture: { kind: "none", why: "unrecorded" },
    }
  return { ...runOf(version.blueprint, moves, "It is too much"), sessionId }
}

function runOf(blueprint: Blueprint, moves: Move[], feedback: string): WatchedRun {
  const head = {
    ...{ ...aHead, build: build ?? "", blueprintId: blueprint.id, uiLang: "en", locale: "en-GB" },
    ...{ ownWords: [], hiddenOffers: [], coupon: null, plans: null, hasCancelNow: false },
    look: { light: {}, dark: {} },
  }
  const log = { head, moves, missing: [] }
  return {
    ...{ version: recordingVersion, sessionId: "", recordingState: "available" },
    ...{ startTime: null, endTime: null, log },
    transcript: transcriptOfLog(log, { facts: { feedback }, content: blueprint.content }),
    picture: {
      ...{ kind: "drawn", player: playerPath(head.build), blueprint, brandImage: null },
      customer: { planPrice: 2900, currency: "usd", billingInterval: "MONTH" },
    },
  }
}
