import type { AcceptedOffer } from "@holdfast/protocol"
import type { BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { playableSteps, type Screen, screensOf } from "./flow-screens.ts"

/** What the customer has told us so far. Typed text is a draft until they move on. */
export interface Answers {
  choiceGuid: string | null
  /** The guid of a follow-up option; `typedOption` where the customer types an answer instead. */
  followupGuid: string | null
  followupText: string
  feedback: string
  acknowledged: boolean
  /** Length of the pause and plan to switch to, where an offer asks; null is the first one. */
  pauseLength: number | null
  planId: string | null
  /** The page takes support requests itself. */
  canContact: boolean
}

export const typedOption = "typed"

/** One visit to a step, in epoch milliseconds. */
export interface Visit {
  screen: Screen
  start: number
  end: number | null
}

export interface SeenOffer {
  offer: Offer
  surveyOffer: boolean
  presentedAt: number
  acceptedAt: number | null
  declinedAt: number | null
}

export type Decision = { kind: "canceled" } | { kind: "accepted"; offer: AcceptedOffer }

/** One run of the flow. Every change returns a new state; nothing here touches the page or the clock. */
export interface RunState {
  readonly blueprintId: string | null
  readonly segmentId: string | null
  readonly steps: readonly BlueprintStep[]
  readonly answers: Answers
  /** Texts that the customer sent by moving on: what they only typed is never reported. */
  readonly sent: { followupText: string; feedback: string }
  readonly visits: readonly Visit[]
  readonly offers: readonly SeenOffer[]
  readonly decision: Decision | null
  /** The page's own handlers that ran, in order, each once. */
  readonly handlers: readonly string[]
}

/** What a later run of the same customer takes up from an abandoned one. */
export interface Kept {
  blueprintId: string | null
  at: string
  answers: Answers
  sent: RunState["sent"]
}

const noAnswers: Answers = {
  choiceGuid: null,
  followupGuid: null,
  followupText: "",
  feedback: "",
  acknowledged: false,
  pauseLength: null,
  planId: null,
  canContact: false,
}

export interface RunFlow {
  id: string | null
  segmentId: string | null
  steps: readonly BlueprintStep[]
}

/** Begins a run at its first step, or where `kept` left off when the flow is still the same version. */
export function startRun(flow: RunFlow, now: number, canContact: boolean, kept: Kept | null): RunState {
  const resumes = kept !== null && kept.blueprintId === flow.id
  const state: RunState = {
    blueprintId: flow.id,
    segmentId: flow.segmentId,
    steps: playableSteps(flow.steps),
    answers: { ...(resumes ? kept.answers : noAnswers), canContact },
    sent: resumes ? kept.sent : { followupText: "", feedback: "" },
    visits: [],
    offers: [],
    decision: null,
    handlers: [],
  }
  const screens = screensOf(state.steps, state.answers)
  return enter(state, screens.find(({ guid }) => resumes && guid === kept.at) ?? screens[0], now)
}

/** The screen that the customer stands before. */
export const screenOf = (state: RunState): Screen | null => state.visits.at(-1)?.screen ?? null

/** Leaves the current screen and comes to the next one; an offer that appears was presented. */
export function enter(state: RunState, screen: Screen | undefined, now: number): RunState {
  if (!screen) return state
  const visits = [...endVisit(state.visits, now), { screen, start: now, end: null }]
  if (screen.stepType !== "OFFER") return { ...state, visits }
  const { offer } = screen
  if (state.offers.some((seen) => seen.offer.guid === offer.guid)) return { ...state, visits }
  const surveyOffer = screen.surveyOffer === true
  const seen: SeenOffer = { offer, surveyOffer, presentedAt: now, acceptedAt: null, declinedAt: null }
  return { ...state, visits, offers: [...state.offers, seen] }
}

export function endVisit(visits: readonly Visit[], now: number): Visit[] {
  return visits.map((visit, i) => (i === visits.length - 1 ? { ...visit, end: visit.end ?? now } : visit))
}
