import type { AcceptedOffer, DecisionState } from "@holdfast/protocol"
import type { BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { type Answers, noAnswers } from "./answers.ts"
import {
  minimalFlow,
  playableSteps,
  type Raised,
  type RunFlow,
  type Screen,
  screensOf,
} from "./flow-screens.ts"
import type { Missing, Phase } from "./phase.ts"

/** One visit to a step, in epoch milliseconds. */
export interface Visit {
  screen: Screen
  start: number
  end: number | null
}

export interface SeenOffer {
  offer: Offer
  raised: Raised | undefined
  presentedAt: number
  acceptedAt: number | null
  declinedAt: number | null
}

export type Decision = { kind: "canceled" } | { kind: "accepted"; offer: AcceptedOffer }

/** One run of the flow. Every change returns a new state; nothing here touches the page or the clock. */
export interface RunState {
  /** What is on the screen; which step it is follows from `visits`. */
  readonly phase: Phase
  readonly blueprintId: string | null
  readonly segmentId: string | null
  readonly steps: readonly BlueprintStep[]
  readonly termsOf: RunFlow["termsOf"]
  readonly answers: Answers
  /** Texts that the customer sent by moving on: what they only typed is never reported. */
  readonly sent: { followupText: string; feedback: string }
  readonly visits: readonly Visit[]
  readonly offers: readonly SeenOffer[]
  /** From the moment at which the customer pressed the button. */
  readonly decision: Decision | null
  /** Asked until somebody has answered; null where it stands. Of one that was refused, nothing else is left. */
  readonly decisionState: DecisionState | null
  /** The decision was made with Cancel now. */
  readonly usedClickToCancel: boolean
  /** The page's own handlers that ran, in order, each once. */
  readonly handlers: readonly string[]
}

/** Where an abandoned run was left, for a later run of the same customer to go on from. */
export interface ResumePoint {
  blueprintId: string | null
  /** The screen's guid. */
  at: string
  answers: Answers
  sent: RunState["sent"]
}

/** A run before its flow is there: the customer sees that something loads. */
export function awaitFlow(): RunState {
  return {
    phase: { kind: "loading" },
    blueprintId: minimalFlow.id,
    segmentId: minimalFlow.segmentId,
    steps: minimalFlow.steps,
    termsOf: undefined,
    answers: noAnswers,
    sent: { followupText: "", feedback: "" },
    visits: [],
    offers: [],
    decision: null,
    decisionState: null,
    usedClickToCancel: false,
    handlers: [],
  }
}

/**
 * Begins a run at its first step.
 * @param resumePoint where an earlier run was left: this one goes on there if the flow is still the same version
 */
export function startRun(flow: RunFlow, now: number, resumePoint: ResumePoint | null): RunState {
  const resumed = resumePoint?.blueprintId === flow.id ? resumePoint : null
  const begun = awaitFlow()
  const state: RunState = {
    ...begun,
    blueprintId: flow.id,
    segmentId: flow.segmentId,
    steps: playableSteps(flow.steps),
    termsOf: flow.termsOf,
    answers: { ...begun.answers, ...resumed?.answers },
    sent: resumed?.sent ?? begun.sent,
  }
  const screens = screensOf(state.steps, state.answers)
  return enter(state, screens.find(({ guid }) => guid === resumed?.at) ?? screens[0], now)
}

export const inPhase = (state: RunState, phase: Phase): RunState => ({ ...state, phase })

/** The customer stands before the step itself, with what they still have to say there. */
export const atStep = (state: RunState, missing: Missing | null = null): RunState =>
  inPhase(state, { kind: "step", missing })

/** The screen that the customer stands before. */
export const screenOf = (state: RunState): Screen | null => state.visits.at(-1)?.screen ?? null

/** Leaves the current screen and comes to the next one; an offer that appears was presented. */
export function enter(before: RunState, screen: Screen | undefined, now: number): RunState {
  const state = atStep(before)
  if (!screen) return state
  const visits = [...endVisit(state.visits, now), { screen, start: now, end: null }]
  if (screen.stepType !== "OFFER") return { ...state, visits }
  const { offer, raised } = screen
  if (state.offers.some((seen) => seen.offer.guid === offer.guid)) return { ...state, visits }
  const seen: SeenOffer = { offer, raised, presentedAt: now, acceptedAt: null, declinedAt: null }
  return { ...state, visits, offers: [...state.offers, seen] }
}

export function endVisit(visits: readonly Visit[], now: number): Visit[] {
  return visits.map((visit, i) => (i === visits.length - 1 ? { ...visit, end: visit.end ?? now } : visit))
}
