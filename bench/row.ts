import { cpus, totalmem } from "node:os"

/** A line of the table: what was measured, beside the floor of the same run. */
export interface Row {
  what: string
  ours: string
  floor: string
  ratio: string
}

/** The table as Markdown, with the machine that it was measured on. */
export function report(rows: readonly Row[], sessions: number, postgres: string): string {
  const [cpu] = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return [
    "# Benchmarks",
    "",
    "`npm run bench` measures these and writes this page. Each line stands beside its floor from the same run: the same",
    "answer by hand-written SQL through the same driver, or a bare insert.",
    "",
    `Machine: ${cpus().length} cores (${cpu?.model.trim()}), ${gigabytes} GB, Linux, Node ${process.versions.node}, PostgreSQL ${postgres}`,
    `(embedded, durable). The client runs on the same cores. ${sessions.toLocaleString("en-US")} sessions in one workspace.`,
    "",
    "| what | Holdfast | floor | ratio |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ what, ours, floor, ratio }) => `| ${what} | ${ours} | ${floor} | ${ratio} |`),
    "",
  ].join("\n")
}
