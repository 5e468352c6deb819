import {
  type ExportChoice,
  type ExportColumnId,
  type ExportSeparator,
  exportColumns,
  exportSeparators,
} from "@holdfast/protocol/dashboard"
import { parse } from "csv-parse/sync"
import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { listSessionsFrom } from "../../session/read/list-sessions.ts"
import { matches, type SessionFilter } from "../../session/read/session-filter.ts"
import { toRecord } from "../../session/read/to-record.ts"
import { reportColumns } from "../../session/session-row.ts"
import { filtersOver } from "../../session/testing/random-filters.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import type { StoredSession } from "../../testing/naive-filter.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { seedVaried } from "../../testing/varied-sessions.ts"
import { hostileFacts, hostileText } from "../testing/hostile-facts.ts"
import { machineTime, naiveSpreadsheetCell, naiveValue, readMachineCell } from "../testing/naive-cell.ts"
import { disarmed, rearmedText } from "./disarmed.ts"
import { atSnapshot } from "./snapshot.ts"

/**
 * What is in a file is what is on the screen and in the Data API: for any data, any filter and any look. The CSV is
 * read back by a reader of others.
 */
let database: TestDatabase
const varied = "01a20000-0000-7000-8000-000000000001"
const hostile = "01a20000-0000-7000-8000-000000000002"
let seeded: StoredSession[]
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  database = await testDatabase()
  seeded = await seedVaried(database, varied)
  await database.db
    .insertInto("segment")
    .values({
      workspace_id: hostile,
      id: "seg",
      name: '=cmd|"x"',
      enabled: true,
      priority: 0,
      filter: "[]",
      created_at: now,
    })
    .execute()
  const facts = fc.sample(hostileFacts, { numRuns: 400, seed: 4 })
  const rows = facts.map((each, i) => {
    const createdAt = new Date(now.getTime() - i * 7919)
    const state = { facts: { ...each, segmentId: i % 3 ? "seg" : (each.segmentId ?? null) }, revision: 1 }
    return {
      workspace_id: hostile,
      id: newId(createdAt),
      mode: "live" as const,
      created_at: createdAt,
      source: "sdk" as const,
      verified: i % 5 !== 0,
      client_key: null,
      foreign_id: i % 4 ? null : `imported "${i}"`,
      ...reportColumns(
        {
          state: { ...state, acceptedRevision: null, decisionRevision: null },
          isSilent: i % 2 === 0,
          lastReportAt: createdAt,
        },
        { createdAt, now, settledBefore: null },
      ),
    }
  })
  await pastTheLog(database, async (trx) => {
    await trx
      .insertInto("session")
      .values(rows.map((row) => ({ ...row, bounced_by: null })))
      .execute()
    // some bounced by their neighbours, an imported one among them
    await sql`update session set bounced_by = (
        select w.id from session w where w.workspace_id = session.workspace_id and w.created_at > session.created_at
        order by w.created_at limit 1)
      where workspace_id = ${hostile} and outcome <> 'open' and revision = 1 and created_at < ${now}
        and extract(second from created_at)::int % 3 = 0`.execute(trx)
    // what clients could once say for the server
    await sql`update session set detail = detail || '{"verified": "yes"}'
      where workspace_id = ${hostile} and extract(second from created_at)::int % 2 = 0`.execute(trx)
  })
})
afterAll(() => database.close())

async function fileOf(filter: SessionFilter, choice: ExportChoice): Promise<string> {
  const client = await database.pool.connect()
  try {
    await client.query("set timezone = 'UTC'")
    return await atSnapshot(client, filter.workspaceId, async (snapshot) => {
      const rendering = await snapshot.render({ choice, where: matches(filter) }, 4096)
      return Buffer.concat(await rendering.text.toArray()).toString()
    })
  } finally {
    client.release(true)
  }
}

/** Cells by an independent reader; null where nothing stands between the separators, not even quotes. */
function cellsOf(text: string, choice: ExportChoice): (string | null)[][] {
  return parse(text, {
    delimiter: choice.profile === "machine" ? "," : choice.separator,
    record_delimiter: "\r\n",
    bom: true,
    relax_column_count: false,
    cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
  }) as unknown as (string | null)[][]
}

async function besides(rows: StoredSession[]) {
  const segments = await database.db.selectFrom("segment").selectAll().execute()
  const winners = await database.db.selectFrom("session").select(["id", "foreign_id"]).execute()
  const nameOf = new Map(segments.map((each) => [`${each.workspace_id} ${each.id}`, each.name]))
  const idOf = new Map(winners.map((each) => [each.id, each.foreign_id ?? each.id]))
  return rows.map((row) => ({
    row,
    beside: {
      flow: nameOf.get(`${row.workspace_id} ${row.segment_id}`) ?? "Primary Flow",
      winnerId: row.bounced_by === null ? null : (idOf.get(row.bounced_by) ?? null),
    },
  }))
}

const look = { timeZone: "Asia/Kathmandu", separator: "," as const, isCompressed: false }
const ids = exportColumns.map(({ id }) => id)
const filters = fc.oneof(
  fc.constant<SessionFilter>({ workspaceId: hostile, mode: "live" }),
  fc.constant(null).chain(() => filtersOver([varied, hostile], seeded)),
)
const someColumns = fc.shuffledSubarray<ExportColumnId>(ids, { minLength: 2 })
const listed = (filter: SessionFilter) => listSessionsFrom(database.db, filter, 0, 10_000)

test("records are those of the Data API, field by field", () =>
  fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const text = await fileOf(filter, { ...look, profile: "ndjson", columns: [] })
      const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n")
      const expected = (await listed(filter)).map((row) => JSON.parse(JSON.stringify(toRecord(row))))
      expect(lines.map((line) => JSON.parse(line))).toEqual(expected)
    }),
    { numRuns: 40 },
  ))

test("a machine reads back what the record says", () =>
  fc.assert(
    fc.asyncProperty(filters, someColumns, async (filter, columns) => {
      const choice: ExportChoice = { ...look, profile: "machine", columns }
      const [head, ...cells] = cellsOf(await fileOf(filter, choice), choice)
      expect(head).toEqual(columns)
      const rows = await besides(await listed(filter))
      const kinds = columns.map((id) => exportColumns.find((column) => column.id === id))
      const read = cells.map((line) =>
        line.map((cell, i) =>
          kinds[i]?.id === "other" ? "–" : readMachineCell(kinds[i]?.kind ?? "text", cell),
        ),
      )
      const expected = rows.map(({ row, beside }) =>
        columns.map((id, i) => {
          if (id === "other") return "–"
          const value = naiveValue(row, beside, id)
          return kinds[i]?.kind === "time" ? machineTime(value) : value
        }),
      )
      expect(read).toEqual(expected)
    }),
    { numRuns: 40 },
  ))

test("a person reads what the screen says, and no text is a formula", () =>
  fc.assert(
    fc.asyncProperty(
      filters,
      someColumns,
      fc.constantFrom(...exportSeparators),
      fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe"),
      async (filter, columns, separator, timeZone) => {
        const choice: ExportChoice = { ...look, timeZone, separator, profile: "spreadsheet", columns }
        const text = await fileOf(filter, choice)
        expect(text.startsWith("\ufeff")).toBe(true)
        const [head, ...cells] = cellsOf(text, choice)
        const chosen = columns.flatMap((id) => exportColumns.filter((column) => column.id === id))
        expect(head).toEqual(chosen.map(({ label }) => label))
        const rows = await besides(await listed(filter))
        expect(cells).toHaveLength(rows.length)
        cells.forEach((line, at) => {
          const session = rows[at]
          line.forEach((cell, i) => {
            const column = chosen[i]
            if (!session || !column || column.id === "other") return
            const expected = naiveSpreadsheetCell(session.row, session.beside, column, choice)
            expect([column.id, readBack(column.kind, cell, separator)]).toEqual([
              column.id,
              readBack(column.kind, expected, separator, true),
            ])
            if (column.kind === "text" && cell !== null) expect(formulasIn(cell, separator)).toEqual([])
          })
        })
      },
    ),
    { numRuns: 25 },
  ))

/** What a reader makes of a cell: numbers as numbers, JSON as values, texts without the apostrophe that disarms them. */
function readBack(kind: string, cell: string | null, separator: ExportSeparator, isPlain = false): unknown {
  if (cell === null) return null
  if (kind === "number" || kind === "money" || kind === "coupon") {
    return Number(separator === ";" ? cell.replace(",", ".") : cell).toPrecision(12)
  }
  const text = isPlain ? cell : rearmedText(cell, separator)
  if (kind === "json") return JSON.parse(text)
  return kind === "word" ? text.toLowerCase().length > 0 : text
}

/** What programs that are set to other separators than the file's make of a text, as far as it is a formula. */
const formulasIn = (cell: string, own: ExportSeparator): string[] =>
  cell
    .split(new RegExp(`[\\t\\r\\n${exportSeparators.filter((each) => each !== own).join("")}]`))
    .filter((part) => /^[\s"]*[=+@＝＋＠－-]/u.test(part))

test.each([
  ["0012345", "'0012345"],
  ["123456789012345678", "'123456789012345678"],
  ["1e10", "'1e10"],
  ["01990000-0000-7000-8000-000000000001", "01990000-0000-7000-8000-000000000001"],
  ["1.10", "'1.10"],
  ["3/4", "'3/4"],
  ["2026-11", "'2026-11"],
  ["10:30 pm", "'10:30 pm"],
  ["MAR1", "'MAR1"],
  ["true", "'true"],
  ["€5", "'€5"],
  ["'0012345", "''0012345"],
  ["12345", "12345"],
  ["cus_0012", "cus_0012"],
  ["5 people left", "5 people left"],
  ["March of the penguins", "March of the penguins"],
  ["x;=1+1", "x;'=1+1"],
  ["x,=1+1", "x,=1+1"],
  ["a\n=1+1", "a\n'=1+1"],
  ["a\t +1", "a\t' +1"],
  ['a;"=1+1', `a;'"=1+1`],
  ["\t=1", "'\t'=1"],
])("a customer %j stands in a spreadsheet as %j", async (id, cell) => {
  const { rows } = await sql<{ cell: string }>`
    select ${disarmed(sql`text`, ",", { isId: true })} as cell from (select ${id}::text as text) _`.execute(
    database.db,
  )
  expect(rows).toEqual([{ cell }])
  expect(rearmedText(cell, ",")).toBe(id)
})

test("cells of a megabyte come back whole, in every look", async () => {
  const workspaceId = newId(now)
  const random = fc.sample(fc.array(hostileText, { minLength: 20 }), { numRuns: 3, seed: 5 })
  const pieces = ['=1+1,";\r\n\t', "é😀\ufeff'", '""', "\n", ...random.map((texts) => texts.join(""))]
  const texts = pieces.map((piece) => piece.repeat(Math.ceil((1024 * 1024) / Buffer.byteLength(piece))))
  const rows = texts.map((feedback, i) => {
    const createdAt = new Date(now.getTime() - i)
    const state = {
      facts: { feedback, customer: null },
      revision: 1,
      acceptedRevision: null,
      decisionRevision: null,
    }
    return {
      workspace_id: workspaceId,
      id: newId(createdAt),
      mode: "live" as const,
      created_at: createdAt,
      source: "sdk" as const,
      verified: true,
      client_key: null,
      bounced_by: null,
      ...reportColumns({ state, isSilent: true, lastReportAt: now }, { createdAt, now, settledBefore: null }),
      // nobody searches here
      search_text: "",
    }
  })
  await pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())
  const filter: SessionFilter = { workspaceId, mode: "live" }
  const areWhole = (read: readonly unknown[]) =>
    // a megabyte is nothing to print
    expect(read.map((text, i) => text === texts[i])).toEqual(texts.map(() => true))

  for (const separator of exportSeparators) {
    const choice: ExportChoice = { ...look, profile: "spreadsheet", separator, columns: ["feedback", "_id"] }
    const [, ...cells] = cellsOf(await fileOf(filter, choice), choice)
    areWhole(cells.map(([cell = null]) => readBack("text", cell, separator)))
  }
  const machine: ExportChoice = { ...look, profile: "machine", columns: ["feedback", "_id"] }
  const [, ...cells] = cellsOf(await fileOf(filter, machine), machine)
  areWhole(cells.map(([cell]) => cell))
  const lines = (await fileOf(filter, { ...look, profile: "ndjson", columns: [] })).trimEnd().split("\n")
  areWhole(lines.map((line) => JSON.parse(line).feedback))
})

test("what is of no other column is in the last one", async () => {
  const choice: ExportChoice = { ...look, profile: "machine", columns: ["_id", "other"] }
  const filter: SessionFilter = { workspaceId: hostile, mode: "live" }
  const [, ...cells] = cellsOf(await fileOf(filter, choice), choice)
  const known = new Set<string>(ids)
  const expected = (await listed(filter)).map((row) => {
    const rest: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(row.detail)) {
      const isObject = ["customer", "acceptedOffer", "region"].includes(name)
      if (isObject && value !== null) {
        const below = Object.entries(value as object).filter(([key]) => !known.has(`${name}.${key}`))
        if (below.length > 0) rest[name] = Object.fromEntries(below)
      } else if (!known.has(name) && !isObject) rest[name] = value
    }
    return [row.foreign_id ?? row.id, Object.keys(rest).length > 0 ? rest : null]
  })
  expect(cells.map(([id, other]) => [id, readMachineCell("json", other ?? null)])).toEqual(expected)
})
