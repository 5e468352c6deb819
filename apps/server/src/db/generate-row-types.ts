import type pg from "pg"

/**
 * The row types of all tables of a migrated database, as the text of `tables.generated.ts`. A column's union comes from
 * its check constraint. What SQL does not say (the shape of a JSON value, words without a constraint) stands in
 * `schema.ts`.
 */
export async function generateRowTypes(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Column>(columns)
  const tables = Map.groupBy(rows, ({ schema, table }) =>
    schema === "public" ? table : `${schema}.${table}`,
  )
  const interfaces = Array.from(tables, ([name, of]) => {
    const fields = of.map((column) => `  ${column.name}: ${typeOf(column)}\n`)
    return `export interface ${rowName(name)} {\n${fields.join("")}}\n`
  })
  const names = Array.from(tables.keys(), (name) => `  ${quoted(name)}: ${rowName(name)}\n`)
  const body = [...specialTypes, ...interfaces, `export interface StoredTables {\n${names.join("")}}\n`].join(
    "\n",
  )
  const used = ["ColumnType", "Generated", "GeneratedAlways"].filter((name) => body.includes(`${name}<`))
  return `${notice}\nimport type { ${used.join(", ")} } from "kysely"\n\n${body}`
}

interface Column {
  schema: string
  table: string
  name: string
  /** As PostgreSQL calls it; an array's has an underscore in front. */
  type: string
  isNullable: boolean
  /** The database writes the column where nobody else does: by a default, or always. */
  filled: "by default" | "always" | null
  /** A check constraint of this column alone. */
  check: string | null
}

/** The migrations' own tables are nobody's to read. */
const columns = `
  select n.nspname as schema, c.relname as table, a.attname as name, t.typname as type,
    not a.attnotnull as "isNullable",
    case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
         when a.atthasdef or a.attidentity = 'd' then 'by default' end as filled,
    (select pg_get_constraintdef(oid) from pg_constraint
     where conrelid = c.oid and contype = 'c' and conkey = array[a.attnum]
     order by conname limit 1) as check
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p')
    and c.relname not in ('migration', 'migration_lock')
  order by n.nspname <> 'public', c.relname collate "C", a.attnum`

const notice =
  "// Made from the migrated database; `vitest run apps/server/src/db/generate-row-types.db.test.ts -u` writes it anew."

/** What is read as one type and written as another, with its name, in the words of TypeScript. */
const special: Readonly<Record<string, { name: string; read: string; written: string; why: string }>> = {
  date: { name: "Day", read: "Date", written: "string", why: "Written `YYYY-MM-DD`." },
  int8: { name: "Bigint", read: "string", written: "number | string", why: "`pg` reads it as a text." },
  jsonb: {
    name: "Json",
    read: "unknown",
    written: "string",
    why: "Written as JSON text: `pg` would turn a top-level array into a PostgreSQL array.",
  },
}

const specialTypes = Object.values(special).map(
  ({ name, read, written, why }) =>
    `/** ${why} */\nexport type ${name} = ColumnType<${read}, ${written}, ${written}>\n`,
)

const plain: Readonly<Record<string, string>> = {
  bool: "boolean",
  bytea: "Buffer",
  float8: "number",
  int4: "number",
  text: "string",
  timestamptz: "Date",
  uuid: "string",
  varbit: "string",
  xid8: "string",
}

function typeOf(column: Column): string {
  const orNull = column.isNullable ? " | null" : ""
  const twofold = special[column.type]
  if (twofold) {
    const read = twofold.read + orNull
    const written = twofold.written + orNull
    if (column.filled === "always") return `GeneratedAlways<${read}>`
    if (column.filled === null) return twofold.name + orNull
    return `ColumnType<${read}, ${written} | undefined, ${written}>`
  }
  const type = plainType(column) + orNull
  if (column.filled === null) return type
  return column.filled === "always" ? `GeneratedAlways<${type}>` : `Generated<${type}>`
}

function plainType({ table, name, type, check }: Column): string {
  const isArray = type.startsWith("_")
  const known = plain[isArray ? type.slice(1) : type]
  if (!known) throw new Error(`${table}.${name} is of the type ${type}, which has no TypeScript type yet`)
  // the elements of an array may be null, whatever its column says
  if (isArray) return `(${known} | null)[]`
  const words = wordsOf(check)?.map((word) => JSON.stringify(word))
  return words?.join(" | ") ?? known
}

/** The texts that a check such as `kind in ('flow', 'data-live')` allows; null for any other. */
function wordsOf(check: string | null): string[] | null {
  const list = /^CHECK \(\(\S+ = (?:ANY \(ARRAY\[(.+)\]\)|('.+'::text))\)\)$/.exec(check ?? "")
  const words = (list?.[1] ?? list?.[2])?.matchAll(/'((?:[^']|'')*)'::text/g)
  return words ? Array.from(words, ([, word]) => (word ?? "").replaceAll("''", "'")) : null
}

/** `auth.password_reset` is a `PasswordResetRow`. */
function rowName(table: string): string {
  const words = table.replace(/^.*\./, "").split("_")
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}Row`
}

const quoted = (name: string) => (/^\w+$/.test(name) ? name : JSON.stringify(name))
