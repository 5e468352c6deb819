import type { BlueprintContent, BlueprintStep, FollowUp, Offer, SurveyChoice } from "../flow/blueprint.ts"
import { type KnownTerms, termsInBlueprint } from "../flow/offer-terms.ts"
import { offerPhrase } from "../flow/offer-words.ts"
import { type ShownOffer, shownOffers } from "../flow/shown-offers.ts"
import { timelineOf } from "../flow/timeline.ts"
import { readableText } from "../readable-text.ts"
import type { SessionFacts } from "../schema/session-facts.ts"
import { shorten } from "../shorten.ts"
import type { StepType } from "../words.ts"
import type { RecordedLog } from "./join-chunks.ts"
import type { complaints, loggedDecisions, Move } from "./move.ts"
import { withFieldNames } from "./name-merge-fields.ts"

/** What a line of a transcript is about. */
export const transcriptKinds = [
  "screen",
  "offer",
  "answer",
  "decision",
  "wait",
  "fault",
  "idle",
  "away",
  "end",
  "gap",
] as const
export type TranscriptKind = (typeof transcriptKinds)[number]

/** One thing that happened, as a sentence of which the customer is the subject: `Picked "Too expensive"`. */
export interface TranscriptLine {
  /** Milliseconds since the run began; null where nobody told when. */
  at: number | null
  kind: TranscriptKind
  text: string
}

/** What is known of a run beside its log. */
export interface TranscriptSource {
  facts: SessionFacts
  /** The version that was shown, where it is known. */
  content: BlueprintContent | null
}

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

/** The same of a session without a log: from its steps, its offers and its answers. */
export function transcriptOfSession(
  { facts: reported, content: published }: TranscriptSource,
  /** When the run began. */
  startedAt: Date,
): TranscriptLine[] {
  const content = published && withFieldNames(published, null)
  const facts = withQuestionOf(content, reported)
  const since = (time: string | null | undefined) => {
    const ms = time ? Date.parse(time) - startedAt.getTime() : Number.NaN
    return Number.isNaN(ms) ? null : Math.max(0, ms)
  }
  const offers = shownOffers(facts, content)
  const lines = timelineOf(facts, offers, content).flatMap((step): TranscriptLine[] => {
    const at = since(step.start)
    const end = at !== null && step.durationMs !== null ? at + step.durationMs : at
    const name = step.stepType ? stepNames[step.stepType] : "a step"
    const again = step.visit > 1 ? "Came back to" : "Saw"
    const isOffer = step.stepType === "OFFER"
    const shown = isOffer ? [] : [line(at, "screen", `${again} ${name}${named(step.title)}`)]
    return [
      ...shown,
      ...(step.stepType === "SURVEY" && step.visit === 1 ? surveyLines(facts, end) : []),
      ...(step.stepType === "FREEFORM" && step.visit === 1 && facts.feedback
        ? [line(end, "answer", `Wrote ${quoted(facts.feedback)}`)]
        : []),
      ...step.offers.flatMap((place) => offerLines(offers[place], since)),
    ]
  })
  const placed = new Set(timelineOf(facts, offers, content).flatMap((step) => step.offers))
  for (const [place, offer] of offers.entries())
    if (!placed.has(place)) lines.push(...offerLines(offer, since))
  if ((facts.stepsViewed ?? []).length === 0) {
    lines.push(...surveyLines(facts, null))
    if (facts.feedback) lines.push(line(null, "answer", `Wrote ${quoted(facts.feedback)}`))
  }
  const end = since(facts.stepsViewed?.at(-1)?.end)
  if (facts.canceled === true)
    lines.push(
      line(
        end,
        "decision",
        decisionWords(facts.usedClickToCancel === true ? "canceledNow" : "canceled", null),
      ),
    )
  else if (facts.aborted === true && !facts.acceptedOffer) lines.push(line(end, "end", "Closed the flow"))
  return lines
}

const line = (at: number | null, kind: TranscriptKind, text: string): TranscriptLine => ({ at, kind, text })

/** A session reports the question as it was read, with what a merge field said of the customer: the version has it without. */
function withQuestionOf(content: BlueprintContent | null, facts: SessionFacts): SessionFacts {
  const asked = content && partsOf(content).choices.get(facts.surveyChoiceId ?? "")?.followup?.question
  return asked ? { ...facts, followupQuestion: asked } : facts
}

function surveyLines(facts: SessionFacts, at: number | null): TranscriptLine[] {
  const { surveyChoiceValue: picked, followupQuestion: question, followupResponse: answer } = facts
  return [
    ...(picked ? [line(at, "answer", `Picked ${quoted(picked)}`)] : []),
    ...(answer
      ? [line(at, "answer", `Answered${question ? ` ${quoted(question)}` : ""} with ${quoted(answer)}`)]
      : []),
  ]
}

function offerLines(
  offer: ShownOffer | undefined,
  since: (time: string | null) => number | null,
): TranscriptLine[] {
  if (!offer) return []
  const shown = line(since(offer.presentedAt), "offer", `Was offered ${offerPhrase(offer.terms)}`)
  const ended = since(offer.endedAt)
  if (offer.ending === "declined") return [shown, line(ended, "decision", "Declined the offer")]
  if (offer.ending === "accepted")
    return [shown, line(ended, "decision", takenWords(offer.taken ?? offer.terms))]
  return [shown]
}

/** What the guids of a log name. */
interface Parts {
  steps: ReadonlyMap<string, BlueprintStep>
  choices: ReadonlyMap<string, SurveyChoice>
  /** By the guid of the screen that shows it. */
  offers: ReadonlyMap<string, Offer>
}

function partsOf({ steps }: BlueprintContent): Parts {
  const choices = steps.flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
  const offers = new Map<string, Offer>()
  for (const step of steps) {
    if (step.stepType === "OFFER") offers.set(step.guid, step.offer)
    if (step.stepType !== "SURVEY") continue
    for (const { guid, offer, followup } of step.survey.choices)
      for (const part of [{ guid, offer }, ...(followup?.options ?? [])])
        if (part.offer) offers.set(`${step.guid}:offer:${part.guid}`, part.offer)
  }
  return {
    steps: new Map(steps.map((step) => [step.guid, step])),
    choices: new Map(choices.map((choice) => [choice.guid, choice])),
    offers,
  }
}

const stepNames: Readonly<Record<StepType, string>> = {
  SURVEY: "the survey",
  OFFER: "an offer",
  FREEFORM: "the question for feedback",
  CONFIRM: "the confirmation",
  CUSTOM: "a step of your own",
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

function decisionWords(decision: (typeof loggedDecisions)[number], offer: Offer | null): string {
  switch (decision) {
    case "none":
      return "The decision was refused"
    case "canceled":
      return "Pressed the button that cancels"
    case "canceledNow":
      return "Pressed Cancel now"
    case "accepted":
      return offer ? takenWords(termsInBlueprint(offer)) : "Took the offer"
  }
}

const takenWords = (terms: KnownTerms) => `Took ${offerPhrase(terms)}`

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

/** User text, readable and short. */
const quoted = (text: string): string => `“${shorten(readableText(text) ?? "", 200)}”`

const named = (title: string | null): string => {
  const text = readableText(title)
  return text ? ` ${quoted(text)}` : ""
}
