import type { Config } from "./config.ts"
import { assertClusterIsInUtc, isCluster } from "./db/cluster.ts"
import { type Database, openDatabase } from "./db/database.ts"
import { type PostgresAddress, startEmbeddedPostgres, withFault } from "./db/embedded-postgres.ts"
import { migrate } from "./db/migrate.ts"
import { withPatience } from "./with-patience.ts"

export interface Connection {
  /** For what may take long, however long it is silent: migrations, seeding, what an operator asks for. */
  database: Database
  address: PostgresAddress
  /** Whether the database is spread over several servers. */
  isCluster: boolean
  /** An error of a lost connection says why the embedded PostgreSQL was lost. */
  explain(error: unknown): unknown
  close(): Promise<void>
}

const oldestSupported = 150_000

const closePatienceMs = 500

/** The configured PostgreSQL, or the embedded one started or joined; migrated. */
export async function connect(config: Config, report: (message: string) => void): Promise<Connection> {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataDir, report)
  const address = embedded?.address ?? { connectionString: config.databaseUrl ?? "" }
  const database = openDatabase(address, () => {}, { max: 10 })
  const explain = (error: unknown) => withFault(error, embedded?.lastFault() ?? null)
  const close = async () => {
    try {
      // who still has a connection would be waited for; a database that stops ends their queries
      await withPatience(database.close(), closePatienceMs)
    } finally {
      await embedded?.leave()
    }
  }
  try {
    await assertSupported(database)
    const done = await migrate(database)
    if (done.length > 0) report(`Migrated the database (${done.join(", ")})`)
    const isSpread = await isCluster(database.pool)
    if (isSpread) await assertClusterIsInUtc(database.pool)
    return { database, address, isCluster: isSpread, explain, close }
  } catch (error) {
    await close().catch(() => {})
    throw explain(error)
  }
}

async function assertSupported({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ number: string; text: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as text",
  )
  const [version] = rows
  if (Number(version?.number) < oldestSupported) {
    throw new Error(`DATABASE_URL names PostgreSQL ${version?.text}; Holdfast needs 15 or newer.`)
  }
}
