import type { SessionFacts, StepViewed } from "@holdfast/protocol"
import type { BlueprintContent, SurveyChoice } from "@holdfast/protocol/flow"
import { loggedHandlers, type Move } from "@holdfast/protocol/recording"

/** How long the shop takes to answer, and how long its customers look at the answer. */
const answerMs = 700
const lookMs = 4000
/** As the widget's recorder spaces typed lengths. */
const typedMs = 1000
/** An answer to a follow-up question that is written and not picked. */
const typedOption = "typed"

/**
 * The log that the widget would have kept of a demo customer's run, told by the facts of the session: every move from screen to screen,
 * each answer, and what was typed by its length. Nobody moved a pointer, so there is none.
 * @returns null where the run showed what is not in its blueprint, or nothing
 */
export function demoLog(
  facts: SessionFacts,
  { steps }: Pick<BlueprintContent, "steps">,
  startedAt: number,
): Move[] | null {
  const viewed = facts.stepsViewed ?? []
  if (viewed.length === 0 || viewed.some(({ stepType, guid }) => stepType === "CUSTOM" || !guid)) return null
  const since = (time: string | null | undefined) =>
    Math.max(0, Math.round(Date.parse(time ?? "") - startedAt))
  const moves: Move[] = []
  const typed = (field: "followup" | "feedback", length: number, from: number, to: number) => {
    const times = Math.max(1, Math.floor((to - from) / typedMs))
    for (let i = 1; i <= times; i++) {
      const at = Math.round(from + ((to - from) * i) / times)
      moves.push([at, "typed", field, Math.round((length * i) / times)])
    }
  }
  const answerSurvey = (choice: SurveyChoice, at: (share: number) => number) => {
    moves.push([at(0.4), "choice", choice.guid])
    const { followupResponse: answer } = facts
    if (!choice.followup || !answer) return
    const option = choice.followup.options.find(({ value }) => value === answer)
    if (choice.followup.options.length > 0) moves.push([at(0.6), "followup", option?.guid ?? typedOption])
    if (!option) typed("followup", answer.length, at(0.6), at(0.9))
  }
  const answer = ({ stepType, guid, duration }: StepViewed, start: number) => {
    // who went away in silence answered nothing more
    if (!duration) return
    const at = (share: number) => Math.round(start + duration * share)
    const step = steps.find((each) => each.guid === guid)
    if (step?.stepType === "SURVEY") {
      const choice = step.survey.choices.find((each) => each.guid === facts.surveyChoiceId)
      if (choice) answerSurvey(choice, at)
    } else if (stepType === "FREEFORM" && facts.feedback) {
      typed("feedback", facts.feedback.length, at(0.2), at(0.9))
    } else if (step?.stepType === "CONFIRM" && step.confirm.acknowledgement && facts.canceled) {
      moves.push([at(0.6), "acknowledged", 1])
    }
  }
  for (const step of viewed) {
    const start = since(step.start)
    moves.push([start, "screen", step.guid ?? ""])
    answer(step, start)
  }
  for (const { declinedAt } of facts.presentedOffers ?? [])
    if (declinedAt) moves.push([since(declinedAt), "declined"])
  const last = viewed.at(-1)
  const end = since(last?.end ?? last?.start)
  // in the order of time; of one moment in the order in which they were written: a no before the screen that it leads to
  const ordered = moves.toSorted((a, b) => a[0] - b[0] || rankOf(a) - rankOf(b))
  return [...ordered, ...endOf(facts, end)]
}

const rankOf = ([, kind]: Move): number => (kind === "screen" ? 1 : 0)

function endOf(
  { canceled, acceptedOffer, aborted, usedClickToCancel, ...facts }: SessionFacts,
  end: number,
): Move[] {
  if (!canceled && !acceptedOffer) return [[end, aborted ? "closed" : "left"]]
  const ran = (facts.customActionHandler ?? "").split(",")
  const handler = loggedHandlers.findLast(
    (name) => ran.includes(name) && (name === "handleCancel") === (canceled === true),
  )
  return [
    ...(handler ? [[end, "handler", handler] satisfies Move] : []),
    [end, "decision", canceled ? (usedClickToCancel ? "canceledNow" : "canceled") : "accepted"],
    [end, "phase", "working", null, null],
    [end + answerMs, "phase", "done", null, "arrived"],
    [end + answerMs + lookMs, "closed"],
  ]
}
