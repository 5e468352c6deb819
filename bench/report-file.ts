import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const file = join(import.meta.dirname, "../docs/benchmarks.md")

/** Writes the table of one size into docs/benchmarks.md; all else on the page stays as it is. */
export const writeReport = (section: string): void =>
  writeFileSync(file, withSection(readFileSync(file, "utf8"), section))

/** The page with a section in the place of the one of its title, or beside those of other sizes, the smaller ones first. */
export function withSection(page: string, section: string): string {
  const others = page.split(/^(?=## )/m).filter((each) => titleOf(each) !== titleOf(section))
  const [words, tables] = [others.filter((each) => sizeOf(each) === 0), others.filter(sizeOf)]
  // the sort is stable: tables of one size stay in their order, behind the one of all groups
  const sorted = [section, ...tables].sort((a, b) => sizeOf(a) - sizeOf(b))
  return [...words, ...sorted].map((each) => `${each.trim()}\n`).join("\n")
}

const titleOf = (section: string) => /^## .*/.exec(section)?.[0]

/** The sessions of the world that a section is about; 0 where it is another part of the page. */
const sizeOf = (section: string) =>
  Number(/^## ([\d,]+) sessions\b/.exec(section)?.[1]?.replaceAll(",", "") ?? 0)
