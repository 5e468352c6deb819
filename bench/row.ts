import { cpus, totalmem } from "node:os"
import type { Timing } from "./measure.ts"

/** A line of the table: what was measured, beside the floor of the same run, and what it must keep. */
export interface Row {
  what: string
  ours: string
  floor: string
  ratio: string
  /** What was promised, in words; "–" where nothing was. */
  bound: string
  isMet: boolean
}

/** How a size of world is measured. */
export interface Scale {
  /** How many times the bound of a million sessions may be taken. */
  times: number
  /**
   * Which share of the slow repetitions is made, of the hand-written SQL above all: at ten million sessions a statement
   * takes up to half a minute.
   */
  share: number
}

/** A bound on one figure: `words` names the figure and the limit. */
export interface Bound {
  words: string
  isMet: boolean
}

export const atMost = (name: string, ms: number, limitMs: number): Bound => ({
  words: `${name} ≤ ${limitMs} ms`,
  isMet: ms <= limitMs,
})

const ms = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)}`
const timingWords = ({ p50Ms, p95Ms, worstMs }: Timing): string =>
  `${ms(p50Ms)} / ${ms(p95Ms)} / ${ms(worstMs)} ms`

/** A row of timings: p50, p95 and the worst. `floor` is null where there is none to compare with. */
export function timingRow(what: string, ours: Timing, floor: Timing | null, bounds: readonly Bound[]): Row {
  return {
    what,
    ours: timingWords(ours),
    floor: floor ? timingWords(floor) : "–",
    ratio: floor ? `${(ours.p50Ms / floor.p50Ms).toFixed(2)} ×` : "–",
    bound: bounds.map(({ words }) => words).join(", ") || "–",
    isMet: bounds.every(({ isMet }) => isMet),
  }
}

/** The table as Markdown, with the machine that it was measured on. */
export function report(rows: readonly Row[], sessions: number, postgres: string): string {
  const [cpu] = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return [
    `## ${sessions.toLocaleString("en-US")} sessions`,
    "",
    `${cpus().length} cores (${cpu?.model.trim()}), ${gigabytes} GB, Linux, Node ${process.versions.node}, PostgreSQL ${postgres} (embedded, durable).`,
    `One workspace of ${sessions.toLocaleString("en-US")} sessions over two years beside 50 small ones; one warm client on the same cores.`,
    `Measured on ${new Date().toISOString().slice(0, 10)}.`,
    "",
    "| what | Holdfast | floor | ratio | bound | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ what, ours, floor, ratio, bound, isMet }) =>
        `| ${what} | ${ours} | ${floor} | ${ratio} | ${bound} | ${bound === "–" ? "" : isMet ? "kept" : "**missed**"} |`,
    ),
    "",
  ].join("\n")
}
