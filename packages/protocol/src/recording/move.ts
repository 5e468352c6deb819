/**
 * A recording is the log of a run: what it was drawn with (`RecordingHead`), and every move of the run and of the customer,
 * each a tuple that begins with its time and its kind. A player gives the moves back to the widget's own views, so nothing
 * of a page is in it, and nothing that could be run: numbers, words of closed lists, guids of the blueprint, and the texts that
 * the merchant's own handlers showed.
 */

/** The version of the format. A reader refuses what it does not know. */
export const recordingVersion = 1

/** Of all chunks of a session as they are sent. Beyond it a recorder stops, and says so. */
export const mostSessionBytes = 204_800
/** Of one chunk, inflated. */
export const mostInflatedBytes = 524_288
export const longestMs = 7_200_000

/** What is taken of one session. In a script each of them weighs less by itself. */
export const recordingLimits = {
  /** Of one chunk as it is sent. */
  chunkBytes: 64 * 1024,
  inflatedBytes: mostInflatedBytes,
  sessionBytes: mostSessionBytes,
  /** The index of a chunk is below this. */
  chunks: 2000,
  durationMs: longestMs,
} as const

/** Milliseconds since the run began: whole, and never less than those of the move before. */
type At = number

/** What the customer sees besides a step, and how a decision ended (`run/phase.ts` of the widget). */
export const shownPhases = ["step", "working", "slow", "failed", "done"] as const
export type ShownPhase = (typeof shownPhases)[number]

/** Of the phase `done`: a decision that is kept, has arrived, or is only asked. */
export const deliveries = ["saved", "arrived", "asked"] as const

/** What the customer is told that they have not said yet. */
export const complaints = [
  "chooseReason",
  "answerFollowup",
  "typeAnswer",
  "minLength",
  "mustAcknowledge",
] as const
export const complaintFields = ["choice", "followup", "text", "acknowledged"] as const

/** The texts that a customer can type. */
export const typedFields = ["followup", "feedback"] as const

/** `none`: a decision was refused. `accepted`: the offer that is on the screen. */
export const loggedDecisions = ["none", "canceled", "canceledNow", "accepted"] as const

/** Whose answer is waited for: a handler of the page's own, by what it carries out. */
export const loggedHandlers = [
  "handleCancel",
  "handlePause",
  "handleDiscount",
  "handleTrialExtension",
  "handlePlanChange",
  "handleRebate",
  "handleSupportRequest",
  "handleCustomOffer",
  "handleRedirect",
] as const

/** Keys that lead through a flow. Keys that write are not logged, nor when they were pressed. */
export const loggedKeys = ["tab", "enter", "space", "escape", "arrow"] as const

/** What follows the time and the kind of each move. */
export interface MoveFields {
  /** The customer comes to a screen; to one that they have seen, too. */
  screen: [guid: string]
  /** The reason that is picked; null where none is. */
  choice: [guid: string | null]
  /** The answer to its follow-up; `typed` where it is written. */
  followup: [guid: string | null]
  /** How many characters stand in a field now. */
  typed: [field: (typeof typedFields)[number], length: number]
  acknowledged: [isTicked: 0 | 1]
  /** The length of the pause and the plan that are picked in an offer; null is the first. */
  pause: [length: number | null]
  plan: [id: string | null]
  /** The customer said no to the offer on the screen. */
  declined: []
  decision: [decision: (typeof loggedDecisions)[number]]
  /** A handler of the page runs in place of Holdfast's action. */
  handler: [name: (typeof loggedHandlers)[number]]
  /** What is shown in place of the step, or the step again; with what the merchant's handler says to the customer. */
  phase: [phase: ShownPhase, message: string | null, delivery: (typeof deliveries)[number] | null]
  /** The step says what is missing. It ends with the next `phase`, `screen` or answer. */
  missing: [
    complaint: (typeof complaints)[number],
    field: (typeof complaintFields)[number],
    count: number | null,
  ]
  /** A step could not be drawn: the flow goes on with the built-in one. */
  fellBack: []
  /** Where the pointer is, in CSS pixels of the frame. */
  pointer: [x: number, y: number]
  /** What was pressed: the place, and the control by its number among those on the screen; -1 is none of them. */
  press: [x: number, y: number, control: number]
  /** How far the screen is scrolled down, in CSS pixels. */
  scroll: [top: number]
  /** Which control has the focus, and whether it is outlined. */
  focus: [control: number, isVisible: 0 | 1]
  key: [key: (typeof loggedKeys)[number]]
  /** The frame has another size. */
  size: [width: number, height: number]
  /** The flow is drawn in its dark colours from here on, or its light ones. */
  dark: [isDark: 0 | 1]
  /** The tab came to the front, or went behind another. */
  visible: [isVisible: 0 | 1]
  /** The page goes away; moves after it are of a page that came back. */
  left: []
  /** The flow was closed. */
  closed: []
  /** From here on fewer positions of the pointer are kept. */
  thinned: []
  /** The recording ends here, before the run: it has come to a limit. */
  stopped: []
}

export type MoveKind = keyof MoveFields
/** One move: `[1200, "screen", "survey"]`. */
export type Move = { [Kind in MoveKind]: [at: At, kind: Kind, ...MoveFields[Kind]] }[MoveKind]
