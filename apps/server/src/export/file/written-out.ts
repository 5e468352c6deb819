import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from "kysely"

/** Writes every value into the text, where others put a parameter. */
class WritingCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    this.append(literal(value))
  }
}

const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new WritingCompiler(),
  },
})

/** A query as one text without parameters: `COPY` takes none. */
export const writtenOut = (query: RawBuilder<unknown>): string => query.compile(writer).sql

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null"
  if (typeof value === "number" && Number.isFinite(value)) return `'${value}'`
  if (typeof value === "boolean") return `'${value}'`
  if (value instanceof Date) return quote(value.toISOString())
  if (typeof value === "string") return quote(value)
  if (Array.isArray(value)) return quote(`{${value.map(element).join(",")}}`)
  throw new Error(`A ${typeof value} cannot be written into a query`)
}

/** With standard_conforming_strings, which is on since PostgreSQL 9.1, a quote is all there is to escape. */
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

function element(value: unknown): string {
  if (value === null) return "null"
  return `"${String(value).replace(/["\\]/g, (character) => `\\${character}`)}"`
}
