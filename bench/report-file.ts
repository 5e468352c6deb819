import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const file = join(import.meta.dirname, "../docs/benchmarks.md")

const head = `# Benchmarks

\`npm run bench\` measures these, writes this page, and fails when a bound is missed. Times are p50 / p95 / worst over HTTP,
signed in or with a data key, each beside its floor from the same run: the same answer by hand-written SQL through the same
driver, or a bare insert. \`--sessions 10000000\` measures the larger size.

One client asks, one request after the other. Untimed before that, to warm up: 100 of the kind for pages, counts and facets,
20 for pages under random facets, each text once for searches, 3 for small exports, none for aggregations, where each pair
of dimensions counts with the median of three. Nothing that was slow is asked again.

`

/** Puts the table of one size into docs/benchmarks.md and leaves those of other sizes as they are. */
export function writeReport(section: string): void {
  const old = existsSync(file) ? readFileSync(file, "utf8") : ""
  const title = titleOf(section)
  const others = old
    .split(/^(?=## )/m)
    .slice(1)
    .filter((each) => titleOf(each) !== title)
  const sections = [...others, section].sort((a, b) => titleOf(a).length - titleOf(b).length)
  writeFileSync(file, head + sections.map((each) => `${each.trim()}\n`).join("\n"))
}

const titleOf = (section: string) => section.slice(0, section.indexOf("\n"))
