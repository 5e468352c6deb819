import { createWriteStream, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { DuckDBInstance } from "@duckdb/node-api"
import type pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { dimensions } from "./dimensions.ts"

/** A row of an answer: texts, numbers, truth values and nulls. */
export type DuckRow = readonly unknown[]

/** DuckDB, a column store within this process, with the sessions of one workspace as its table `s`. */
export interface Duck {
  ask(sql: string, values?: readonly string[]): Promise<DuckRow[]>
  close(): void
}

/** A column of the table: its SQL for PostgreSQL, and its type in DuckDB. */
export interface DuckColumn {
  name: string
  type: string
  sql: string
}

const columns: readonly DuckColumn[] = [
  { name: "created_at", type: "timestamp", sql: "s.created_at at time zone 'UTC'" },
  { name: "mode", type: "varchar", sql: "s.mode" },
  ...Object.entries(dimensions).map(([name, { sql, type }]) => ({ name, type, sql })),
]

/**
 * Loads what the questions are about, every dimension in a column of its own, so that DuckDB has as little to do as it
 * can. It works on one thread: with all of them the floor would depend on how many cores the machine has.
 * @param more columns beside the time, the mode and the dimensions
 */
export async function loadDuck(
  client: pg.Client,
  workspaceId: string,
  more: readonly DuckColumn[] = [],
): Promise<Duck> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" })
  const connection = await instance.connect()
  const duck: Duck = {
    ask: async (sql, values = []) => (await connection.runAndReadAll(sql, [...values])).getRowsJS(),
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
  const id = client.escapeLiteral(workspaceId)
  await loadTable(client, duck, "s", [...columns, ...more], `session s where s.workspace_id = ${id}`)
  return duck
}

/**
 * Copies rows of PostgreSQL into a new table of DuckDB.
 * @param from what stands behind `from`, as SQL
 */
export async function loadTable(
  client: pg.Client,
  { ask }: Duck,
  table: string,
  columns: readonly DuckColumn[],
  from: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-duck-"))
  try {
    const file = join(folder, "rows.csv")
    const select = columns.map(({ sql }) => sql).join(", ")
    const copy = copyTo(`copy (select ${select} from ${from}) to stdout (format csv)`)
    await pipeline(client.query(copy), createWriteStream(file))
    await ask(`create table ${table} (${columns.map(({ name, type }) => `"${name}" ${type}`).join(", ")})`)
    // an empty text stands in quotes, none does not
    await ask(`copy ${table} from '${file}' (format csv, header false, nullstr '', allow_quoted_nulls false)`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
