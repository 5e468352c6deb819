import type { FollowUp, SurveyChoice } from "../flow/blueprint.ts"
import { termsInBlueprint } from "../flow/offer-terms.ts"
import { offerPhrase } from "../flow/offer-words.ts"
import type { SessionFacts } from "../schema/session-facts.ts"
import type { RecordedLog } from "./join-chunks.ts"
import type { complaints, Move } from "./move.ts"
import { withFieldNames } from "./name-merge-fields.ts"
import type { TranscriptKind, TranscriptLine, TranscriptSource } from "./transcript.ts"
import { decisionWords, named, type Parts, partsOf, quoted, stepNames } from "./transcript-words.ts"

/** For so long nothing happened before that is worth a line. */
const idleMs = 10_000

/** A run in words, from its log: enough for those who cannot watch it. */
export function transcriptOfLog(
  { moves, missing, head }: RecordedLog,
  { facts, content }: TranscriptSource,
): TranscriptLine[] {
  const parts = content && partsOf(withFieldNames(content, head?.mergeFields ?? null))
  const lines: TranscriptLine[] = []
  if (missing.length > 0 || head === null) lines.push({ at: 0, kind: "gap", text: gapWords(missing.length) })
  const seen = new Set<string>()
  let screen: string | null = null
  let choice: SurveyChoice | null = null
  let before = 0
  for (const [i, move] of moves.entries()) {
    const [at] = move
    if (at - before >= idleMs)
      lines.push({ at: before, kind: "idle", text: `Did nothing for ${Math.round((at - before) / 1000)} s` })
    before = at
    const say = (kind: TranscriptKind, text: string) => lines.push({ at, kind, text })
    switch (move[1]) {
      case "screen": {
        screen = move[2]
        say(parts?.offers.has(screen) ? "offer" : "screen", screenWords(parts, screen, seen.has(screen)))
        seen.add(screen)
        break
      }
      case "choice":
        choice = (move[2] !== null && parts?.choices.get(move[2])) || null
        say(
          "answer",
          move[2] === null ? "Took the answer back" : `Picked ${quoted(choice?.value ?? move[2])}`,
        )
        break
      case "followup":
        if (move[2] === null) say("answer", "Took the answer to the follow-up question back")
        else if (move[2] !== "typed") say("answer", followupWords(choice?.followup ?? null, move[2]))
        break
      case "typed":
        if (isLastOfTyping(moves, i)) say("answer", typedWords(move[2], move[3], facts))
        break
      case "acknowledged":
        say("answer", move[2] === 1 ? "Ticked the box" : "Unticked the box")
        break
      case "pause":
        say(
          "answer",
          move[2] === null ? "Picked the first length of the pause" : `Picked a pause of ${move[2]}`,
        )
        break
      case "plan":
        say("answer", move[2] === null ? "Picked the first plan" : `Picked the plan ${move[2]}`)
        break
      case "declined":
        say("decision", "Declined the offer")
        break
      case "decision":
        say("decision", decisionWords(move[2], parts?.offers.get(screen ?? "") ?? null))
        break
      case "handler":
        say("wait", `Your own ${move[2]} ran`)
        break
      case "phase":
        sayPhase(move, say)
        break
      case "missing":
        say("fault", `Was told what is missing: ${missingWords[move[2]]}`)
        break
      case "fellBack":
        say("fault", "A step could not be drawn, so the built-in one was shown")
        break
      case "visible":
        say("away", move[2] === 1 ? "Came back to the page" : "Went to another tab or window")
        break
      case "left":
        say("end", "Left the page")
        break
      case "closed":
        say("end", "Closed the flow")
        break
      case "stopped":
        say("gap", "The recording ends here: it had come to its limit")
        break
      // where the pointer was, and how the frame looked, is for the eye
      default:
    }
  }
  return lines
}

function screenWords(parts: Parts | null, guid: string, isAgain: boolean): string {
  const offer = parts?.offers.get(guid)
  if (offer)
    return `${isAgain ? "Saw again" : "Was offered"} ${offerPhrase(termsInBlueprint(offer))}${named(offer.copy.header)}`
  const step = parts?.steps.get(guid)
  const name = step ? stepNames[step.stepType] : guid === "confirm" ? stepNames.CONFIRM : "a step"
  return `${isAgain ? "Came back to" : "Saw"} ${name}${named(step?.header ?? null)}`
}

function followupWords(followup: FollowUp | null, guid: string): string {
  const option = followup?.options.find((each) => each.guid === guid)
  const question = followup ? ` ${quoted(followup.question)}` : " the follow-up question"
  return `Answered${question} with ${quoted(option?.value ?? guid)}`
}

/** What was written is not in a log; what was sent of it is with the session. */
function typedWords(field: "followup" | "feedback", length: number, facts: SessionFacts): string {
  if (length === 0) return "Deleted what was written"
  const sent = field === "feedback" ? facts.feedback : facts.followupResponse
  const count = `${length} ${length === 1 ? "character" : "characters"}`
  const where = field === "feedback" ? "of feedback" : "in answer to the follow-up question"
  return `Wrote ${count} ${where}${sent ? `; sent: ${quoted(sent)}` : ""}`
}

/** A field is written in letter by letter: the last counts. */
function isLastOfTyping(moves: readonly Move[], i: number): boolean {
  const [, , field] = moves[i] as Extract<Move, [number, "typed", ...unknown[]]>
  for (const move of moves.slice(i + 1)) {
    if (move[1] === "typed") return move[2] !== field
    if (!duringTyping.has(move[1])) return true
  }
  return true
}
const duringTyping: ReadonlySet<Move[1]> = new Set([
  "pointer",
  "scroll",
  "size",
  "thinned",
  "key",
  "focus",
  "dark",
])

function sayPhase(
  [, , phase, message]: Extract<Move, [number, "phase", ...unknown[]]>,
  say: (kind: TranscriptKind, text: string) => void,
): void {
  const said = message === null ? "" : `: ${quoted(message)}`
  if (phase === "working") say("wait", "Waited for an answer")
  else if (phase === "slow") say("wait", "Was told that the answer takes longer")
  else if (phase === "failed") say("fault", `Saw that it failed${said}`)
  else if (phase === "done") say("decision", `Saw that it is done${said}`)
}

const missingWords: Readonly<Record<(typeof complaints)[number], string>> = {
  chooseReason: "a reason",
  answerFollowup: "an answer to the follow-up question",
  typeAnswer: "a written answer",
  minLength: "a longer answer",
  mustAcknowledge: "a tick in the box",
}

const gapWords = (missing: number) =>
  missing === 0
    ? "The beginning of the log is missing"
    : `${missing} ${missing === 1 ? "piece" : "pieces"} of the log ${missing === 1 ? "is" : "are"} missing`
