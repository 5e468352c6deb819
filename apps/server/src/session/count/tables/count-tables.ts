import { atOneMoment } from "../../../db/at-one-moment.ts"
import type { Db } from "../../../db/database.ts"
import type { SessionFilter } from "../../read/session-filter.ts"
import { chosenColumns, readCoverage } from "../facet-blocks/coverage.ts"
import { offersColumn } from "../facet-blocks/read-bitmaps.ts"
import { fewAtOnce } from "../few-at-once.ts"
import { isTimeUnit } from "../time-unit.ts"
import { newCounter } from "./counter.ts"
import { readBlocks } from "./read-blocks.ts"
import { readGaps, readGroupedGaps } from "./read-gaps.ts"
import type { CountedBlock, Needed, Table, TableColumn, TableRow } from "./table.ts"

/** Sessions between two answers to others: a million sessions take a few bytes each while they are counted. */
const blocksAtOnce = 64

/**
 * Answers several questions over the sessions of a filter, at one moment and in one walk through them.
 * @param timeZone IANA name in which days, weeks and months are counted
 */
export const countTables = <Name extends string>(
  db: Db,
  filter: SessionFilter,
  tables: Readonly<Record<Name, Table>>,
  timeZone: string,
): Promise<Record<Name, TableRow[]>> =>
  fewAtOnce(() => atOneMoment(db, (moment) => countTablesAt(moment, filter, tables, timeZone)))

/**
 * The same within a moment of the caller (`atOneMoment`), who also sees to it that few walk at once.
 */
export async function countTablesAt<Name extends string>(
  moment: Db,
  filter: SessionFilter,
  tables: Readonly<Record<Name, Table>>,
  timeZone: string,
): Promise<Record<Name, TableRow[]>> {
  const names = Object.keys(tables) as Name[]
  const counters = names.map((name) => newCounter(tables[name]))
  const needed = neededBy(Object.values<Table>(tables))
  const coverage = await readCoverage(moment, filter, [
    ...new Set([...chosenColumns(filter), ...needed.columns]),
  ])
  const take = (block: CountedBlock) => {
    for (const counter of counters) counter.add(block)
  }
  const { gaps } = coverage
  if (canGroup(Object.values<Table>(tables)))
    take(await readGroupedGaps(moment, filter, gaps, needed, timeZone))
  else for await (const block of readGaps(moment, filter, gaps, needed, timeZone)) take(block)
  for (let first = 0; first < coverage.blocks.length; first += blocksAtOnce) {
    const some = { blocks: coverage.blocks.slice(first, first + blocksAtOnce), gaps: [] }
    for (const block of await readBlocks(moment, filter, some, needed, timeZone)) take(block)
  }
  return Object.fromEntries(names.map((name, i) => [name, counters[i]?.read() ?? []])) as Record<
    Name,
    TableRow[]
  >
}

/** Several tables together have nearly as many combinations of values as there are sessions. */
const canGroup = (tables: readonly Table[]): boolean =>
  tables.length === 1 && tables.every(({ by, amounts }) => !amounts && !by.includes(offersColumn))

function neededBy(tables: readonly Table[]): Needed {
  const all = new Set<TableColumn>(
    tables.flatMap(({ by, amounts }) => (amounts ? [...by, "amount" as const] : by)),
  )
  return {
    columns: [...all].filter((each) => !isTimeUnit(each)),
    units: [...all].filter(isTimeUnit),
  }
}
