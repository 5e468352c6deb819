import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const file = join(import.meta.dirname, "../docs/benchmarks.md")

const head = `# Benchmarks

\`npm run bench\` measures these, writes this page, and fails when a bound is missed. \`--sessions 100000\` measures another
size, \`--only writes\` one group, which writes nothing. A name that is none is answered with all of them.

## What is promised

Every bound is a ratio to a floor that is measured in the same run, on the same machine, over the same sessions. Times in
milliseconds, rates and megabytes are told beside it and promise nothing, since they are those of a machine.

| group | floor |
| --- | --- |
| pages, facet-pages, searches | the same question in hand-written SQL, through the same driver; both find the same sessions |
| counts, facets, aggregations | the same question to DuckDB, within this process on one thread, over the same columns; its answer must be equal to the last count |
| writes | the bare insert of the same row into a table without secondary indexes, a durable commit a row: in processor time and in rate |
| exports | the bare \`COPY\` of the same select, through the same driver to nowhere |
| memory, imports | the same process at rest, or earlier |

Times are p50 / p95 / worst over HTTP, signed in or with a data key. One client asks, one request after the other, and us
and the floor in turns, so that whatever else the machine does slows both down. Untimed before that, to warm up: 100 of the
kind, 3 for small exports, none for aggregations, where each pair of dimensions counts with the median of three. Writes and
large exports are measured three times in turns, and the best counts.

Processor time is that of our process and of all processes of PostgreSQL, ended ones too. A write's rate depends on what the
machine lacks: the bare insert waits for the disk where we use the processor. So its bound on the rate is wide, and the one on
processor time is narrow.

## How the bounds were chosen

BOUNDS_TODO

`

/** Writes docs/benchmarks.md with the table of one size; those of other sizes stay as they are. */
export function writeReport(section: string): void {
  const old = existsSync(file) ? readFileSync(file, "utf8") : ""
  writeFileSync(file, withSection(old, section))
}

/** The page with its head as it is now, and the tables of all sizes in their order. */
export function withSection(old: string, section: string): string {
  const others = old.split(/^(?=## )/m).filter((each) => sizeOf(each) > 0 && sizeOf(each) !== sizeOf(section))
  const sections = [...others, section].sort((a, b) => sizeOf(a) - sizeOf(b))
  return head + sections.map((each) => `${each.trim()}\n`).join("\n")
}

/** Of the table that a section holds; 0 where it is another part of the page. */
const sizeOf = (section: string) =>
  Number(/^## ([\d,]+) sessions\n/.exec(section)?.[1]?.replaceAll(",", "") ?? 0)
