import type { AcceptedOffer } from "@holdfast/protocol"
import type { Answers } from "./answers.ts"
import { screensOf } from "./flow-screens.ts"
import {
  atStep,
  endVisit,
  enter,
  type ResumePoint,
  type RunState,
  type SeenOffer,
  screenOf,
} from "./run-state.ts"

/** Keeps what the customer picked or typed. Another reason drops the follow-up of the one before. */
export function answer(before: RunState, change: Partial<Answers>): RunState {
  const state = atStep(before)
  const isSameReason = change.choiceGuid === undefined || change.choiceGuid === state.answers.choiceGuid
  if (isSameReason) return { ...state, answers: { ...state.answers, ...change } }
  const answers = { ...state.answers, followupGuid: null, followupText: "", ...change }
  return { ...state, answers, sent: { ...state.sent, followupText: "" } }
}

function position(state: RunState) {
  const screens = screensOf(state.steps, state.answers)
  return { screens, at: screens.findIndex(({ guid }) => guid === screenOf(state)?.guid) }
}

export const canGoBack = (state: RunState): boolean => position(state).at > 0

/** To the next screen; what was typed on this one counts as said from now on. */
export function goOn(state: RunState, now: number): RunState {
  const { screens, at } = position(state)
  const { followupText, feedback } = state.answers
  const sent = { ...state.sent }
  const screen = screenOf(state)
  if (screen?.stepType === "SURVEY") sent.followupText = followupText.trim()
  if (screen?.stepType === "FREEFORM") sent.feedback = feedback.trim()
  return enter({ ...state, sent }, screens[at + 1], now)
}

/** To the screen before. Answers stay, and the step visited again is a visit of its own. */
export function goBack(state: RunState, now: number): RunState {
  const { screens, at } = position(state)
  return enter(state, screens[at - 1], now)
}

const settleOffer = (state: RunState, guid: string, times: Partial<SeenOffer>): SeenOffer[] =>
  state.offers.map((seen) => (seen.offer.guid === guid ? { ...seen, ...times } : seen))

/** The customer says no to the offer before them and goes on. */
export function decline(state: RunState, now: number): RunState {
  const screen = screenOf(state)
  if (screen?.stepType !== "OFFER") return goOn(state, now)
  return goOn({ ...state, offers: settleOffer(state, screen.offer.guid, { declinedAt: now }) }, now)
}

/** The customer takes the offer. */
export function accept(state: RunState, offer: AcceptedOffer, now: number): RunState {
  const offers = settleOffer(state, offer.guid ?? "", { acceptedAt: now, declinedAt: null })
  return { ...state, offers, visits: endVisit(state.visits, now), decision: { kind: "accepted", offer } }
}

/** The customer cancels: at the end of the flow, or with Cancel now. */
export function cancel(state: RunState, now: number, usedClickToCancel = false): RunState {
  return { ...state, visits: endVisit(state.visits, now), decision: { kind: "canceled" }, usedClickToCancel }
}

/** Notes that a handler of the page's own runs in place of Holdfast's action. */
export function noteHandler(state: RunState, name: string): RunState {
  return state.handlers.includes(name) ? state : { ...state, handlers: [...state.handlers, name] }
}

/** Where the next run of this customer goes on; nowhere once a decision was made. */
export function resumePointOf(state: RunState): ResumePoint | null {
  const at = screenOf(state)?.guid
  if (state.decision || at === undefined) return null
  return { blueprintId: state.blueprintId, at, answers: state.answers, sent: state.sent }
}
