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
and the floor in turns, so that whatever else the machine does slows both down. Untimed before that, to warm up: 50 of the
kind, and 3 for small exports. Writes and large exports are measured three times in turns; of writes the best counts, of
exports the middle.

Processor time is that of our process and of all processes of PostgreSQL, ended ones too. A write's rate depends on what the
machine lacks: the bare insert waits for the disk where we use the processor. So its bound on the rate is wide, and the one on
processor time is narrow.

## How the bounds were chosen

On two cores at 100,000 sessions, beside so much other work that a page took ten times as long as on a quiet machine. While
pages were asked first and their SQL after, the medians were from 1.5 to 5 times apart; asked in turns, from 1.5 to
2.2 times. The processor time of both grew alike: 1.3 to 1.8 times in all runs. So each row has a narrow bound on
processor time and a wide one on the median, three times what was seen and more, which catches what only waits. The narrow
one is from a quarter to a half above the worst that was seen for pages (three runs) and writes (two), and about twice that
for counts and aggregations (one run) and facets (two). Searches and facet-pages have no bound on processor time until it was
measured on a quieter machine.

A bound on reads is given for the size of world that it was chosen at and all larger ones: below 100,000 sessions reads are
told without a verdict, since what a request costs by itself is then most of it. Writes, exports and memory are held to
theirs at any size.

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
