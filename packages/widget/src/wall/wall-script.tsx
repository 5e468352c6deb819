import { type Wall, walls } from "@holdfast/protocol"
import { complain, hasCallback } from "../callbacks.ts"
import { customerIn, type FlowOptions, problemWith } from "../options.ts"
import { toPlain } from "../to-plain.ts"
import { languageOf, readLanguage } from "../words/index.ts"
import { askWall, proofOf } from "./ask-wall.ts"
import { openWall } from "./open-wall.tsx"
import { openWallMemory } from "./wall-memory.ts"
import { faultType, type WallOptions, wallProblem } from "./wall-options.ts"

/**
 * The third script, `wall-<hash>.js`: what only pages need that call `check`. It brings along all that it draws with, so that
 * `app.js` has only its name. A fault of ours shows nothing: it must lock nobody out of the page.
 */

/** A call of `check`, and what of `app.js` it needs. */
export interface WallCall {
  /** Origin of the API. */
  api: string
  /** App ID. */
  app: string
  options: FlowOptions
  /** What the page asked for. */
  what: unknown
  openFlow(options: FlowOptions): void
}

export interface WallScript {
  check(call: WallCall): Promise<void>
}

/** A wall that stands, or is asked for: one of each at a time. */
const standing = new Set<Wall>()

const isWall = (what: unknown): what is Wall => (walls as readonly unknown[]).includes(what)

export async function check({ what, ...call }: WallCall): Promise<void> {
  const options: WallOptions = call.options
  if (!isWall(what)) return complain(options, `check knows "pause" and "failed-payment", not "${what}"`)
  if (standing.has(what)) return
  standing.add(what)
  const fault = await putUp(call, options, what).catch(String)
  if (fault === null) return
  standing.delete(what)
  if (fault) complain(options, fault, faultType(what, "INITIALIZATION"))
}

function storage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

/** @returns null where the wall stands; what keeps it from standing as a sentence, an empty one where nothing is wrong */
async function putUp(
  { api, app, openFlow }: Omit<WallCall, "what" | "options">,
  options: WallOptions,
  wall: Wall,
): Promise<string | null> {
  const problem = problemWith(options, app) ?? wallProblem(options)
  if (problem) return problem
  const whose = toPlain([wall, app, customerIn(options), options.subscriptionId, options.mode])
  const memory = openWallMemory(storage(), whose)
  if (options.forceCheck !== true && memory.isFree()) return ""
  const detected = readLanguage(navigator.language)
  const asked = readLanguage(options.i18n?.lang)
  const proof = proofOf(options, app)
  const answer = await askWall(api, proof, wall, {
    ...(detected !== null && { detectedLang: detected }),
    ...(asked !== null && { lang: asked }),
  })
  if (typeof answer === "string") return answer
  const { shown } = answer
  if (!shown) {
    memory.remember()
    return ""
  }
  memory.forget()
  const isHelpless =
    wall === "pause"
      ? !hasCallback(options, "handleResume") && !shown.canResume
      : !hasCallback(options, "onUpdatePaymentInformation") && !/^https:/.test(shown.payUrl ?? "")
  if (isHelpless)
    return wall === "pause"
      ? "nobody can end the pause: pass handleResume, or connect a billing that does"
      : "nobody can take the payment: pass onUpdatePaymentInformation"
  const { words, uiLang } = shown
  const wanted = asked ?? detected ?? "en"
  const language = languageOf(wanted, options.i18n?.messages, words, uiLang.replace("sp", "es"), uiLang)
  const daysLeft = Math.max(0, (options.gracePeriodDays ?? 0) - (shown.unpaidDays ?? 0))
  const parts = { api, wall, proof, options, shown, language, openFlow }
  await openWall({
    ...parts,
    daysLeft: wall === "pause" ? 0 : daysLeft,
    onClosed: () => void standing.delete(wall),
  })
  return null
}
