import type { WatchedRun } from "@holdfast/protocol/dashboard"
import type { Move, TranscriptLine } from "@holdfast/protocol/recording"

/** What a moment of a run is about, for its colour: as the kinds of a transcript, with decisions told apart. */
export type LineTone =
  | Exclude<TranscriptLine["kind"], "decision">
  | "taken"
  | "declined"
  | "canceled"
  | "decided"

export interface PlayedLine extends TranscriptLine {
  tone: LineTone
}

/** The transcript of a run, each line with its colour. */
export function playedLines({ transcript, log }: Pick<WatchedRun, "transcript" | "log">): PlayedLine[] {
  // a transcript has one line for each of them, in their order
  const decisions = (log?.moves ?? []).filter(isDecision)
  let nth = 0
  return transcript.map((line) => {
    if (line.kind !== "decision") return { ...line, tone: line.kind }
    const decision = decisions[nth]
    nth += 1
    return { ...line, tone: decision?.[0] === line.at ? toneOf(decision) : "decided" }
  })
}

const isDecision = ([, kind, first]: Move) =>
  kind === "declined" || kind === "decision" || (kind === "phase" && first === "done")

function toneOf([, kind, first]: Move): LineTone {
  if (kind === "declined") return "declined"
  if (first === "accepted") return "taken"
  return first === "canceled" || first === "canceledNow" ? "canceled" : "decided"
}

/** What stands on the bar: what a person would look for. */
const marked: ReadonlySet<LineTone> = new Set<LineTone>([
  "screen",
  "offer",
  "answer",
  "taken",
  "declined",
  "canceled",
  "decided",
  "wait",
  "fault",
  "end",
])

export interface Mark {
  at: number
  tone: LineTone
  text: string
}

/** The lines that are marks of the bar, in time. */
export const marksOf = (lines: readonly PlayedLine[]): Mark[] =>
  lines.flatMap(({ at, tone, text }) => (at !== null && marked.has(tone) ? [{ at, tone, text }] : []))

/** The line that tells of a moment: the last one that had begun by then; -1 before the first. */
export const lineAt = (lines: readonly PlayedLine[], ms: number): number =>
  lines.findLastIndex(({ at }) => at !== null && at <= ms)

/** Where a person comes to who asks for the mark after a moment, or before it; a step back soon after a mark leads to the one before it. */
export function markFrom(marks: readonly Mark[], ms: number, step: 1 | -1): number {
  if (step > 0) return marks.find(({ at }) => at > ms)?.at ?? Number.POSITIVE_INFINITY
  return marks.findLast(({ at }) => at < ms - 1000)?.at ?? 0
}

const named: Readonly<Record<string, readonly LineTone[]>> = {
  offer: ["offer"],
  answer: ["answer"],
  decision: ["taken", "canceled", "decided"],
  fault: ["fault"],
  end: ["end"],
}

/**
 * The moment that an address names: `#at=offer`, `answer`, `decision`, `fault`, `end`, or seconds since the beginning.
 * Null where it names none, or nothing of the kind happened.
 */
export function momentOf(hash: string, lines: readonly PlayedLine[]): number | null {
  const said = new URLSearchParams(hash.replace(/^#/, "")).get("at")
  if (said === null) return null
  if (/^\d{1,5}(\.\d{1,3})?$/.test(said)) return Number(said) * 1000
  const tones = Object.hasOwn(named, said) ? named[said] : undefined
  return lines.find(({ at, tone }) => at !== null && tones?.includes(tone))?.at ?? null
}
