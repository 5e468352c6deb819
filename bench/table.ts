import { cpus, totalmem } from "node:os"
import { isKept, type Limit, type Ratio, type Row } from "./row.ts"

/** The rows of one group, by the name that `--only` takes. */
export interface Measured {
  group: string
  rows: readonly Row[]
}

const number = (value: number) => value.toFixed(2)
const ratioWords = ({ of, times }: Ratio) => `${of} ${number(times)} ×`
const limitWords = (of: string, limit: Limit) =>
  "most" in limit ? `${of} ≤ ${number(limit.most)} ×` : `${of} ≥ ${number(limit.least)} ×`

/** Whether a row keeps what was promised; empty where nothing was. */
export function verdict(row: Row): string {
  if (row.problem !== undefined) return `**missed**: ${row.problem}`
  if (row.ratios.every(({ limit }) => limit === null)) return ""
  return isKept(row) ? "kept" : "**missed**"
}

/** The lines of the table as Markdown. */
export function table(measured: readonly Measured[]): string[] {
  return [
    "| group | question | Holdfast | floor | ratio | bound | |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...measured.flatMap(({ group, rows }) => rows.map((row) => tableLine(group, row))),
  ]
}

/** One row of it, which is also what is said as soon as it is known. */
export function tableLine(group: string, row: Row): string {
  const ratios = words(row.ratios.map(ratioWords))
  const bounds = words(row.ratios.flatMap(({ of, limit }) => (limit ? [limitWords(of, limit)] : [])))
  return `| ${group} | ${row.question} | ${row.ours} | ${row.floor} | ${ratios} | ${bounds} | ${verdict(row)} |`
}

const words = (some: readonly string[]) => some.join(", ") || "–"

/** The table with the machine that it was measured on. */
export function report(measured: readonly Measured[], sessions: number, postgres: string): string {
  const [cpu] = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const size = sessions.toLocaleString("en-US")
  return [
    `## ${size} sessions`,
    "",
    `${cpus().length} cores (${cpu?.model.trim()}), ${gigabytes} GB, Linux, Node ${process.versions.node}, PostgreSQL ${postgres} (embedded, durable).`,
    `One workspace of ${size} sessions over two years beside 50 small ones; one warm client on the same cores.`,
    `Measured on ${new Date().toISOString().slice(0, 10)}.`,
    "",
    ...table(measured),
    "",
  ].join("\n")
}
