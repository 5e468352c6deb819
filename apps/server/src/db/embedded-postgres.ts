import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { isConnectionLost } from "./is-database-away.ts"
import { makeCluster, clusterUser as user } from "./make-cluster.ts"
import { type PostgresHome, preparePostgresHome, runProgram } from "./postgres-binaries.ts"
import { socketFolder } from "./socket-folder.ts"
import { isLasting, lengthOfLog, strangerIn, whyPostgresEnded } from "./why-postgres-ended.ts"
import { writeSettings } from "./write-settings.ts"

/** Where a PostgreSQL server is, as `pg` takes it. */
export type PostgresAddress = Pick<pg.PoolConfig, "connectionString" | "host" | "user" | "database">

export interface EmbeddedPostgres {
  address: PostgresAddress
  /** Why it ended last since this process is there, in its own words; null where it did not. */
  lastFault(): string | null
  /** Leaves the server; the last process that leaves it stops it. */
  leave(): Promise<void>
}

type Report = (message: string) => void

/** Held while a process decides whether it is the last one. The number means nothing. */
const leavingLock = 4_870_001
const keeperName = "holdfast keeper"

/**
 * Starts the embedded PostgreSQL of a data folder, or joins it where another process of Holdfast has it
 * running already (the server beside the command line), or where one was killed and left it behind.
 * Every process keeps one connection open to say that it is there; a killed process loses it by itself.
 * If the server dies meanwhile, it is started again.
 * @param report progress for a person who waits
 * @param settings further server settings, such as no durability for tests
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  report: Report,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const home = await preparePostgresHome(dataDir)
  const socket = socketFolder(home)
  const logFile = join(home.folder, "server.log")
  const logged = lengthOfLog(logFile)
  const lastFault = () => whyPostgresEnded(logFile, logged)
  await makeCluster(home, report)
  writeSettings(home, { unix_socket_directories: socket, ...settings })
  const address = { host: socket, user, database: user }

  let keeper: pg.Client | null = null
  let leaving = false
  const keep = async (): Promise<void> => {
    const client = await connectOrStart(home, socket, report, () => leaving)
    keeper = client
    client.on("error", () => {
      keeper = null
      client.end().catch(() => {})
      if (!leaving) revive()
    })
  }
  const revive = () => {
    report("The embedded PostgreSQL went away; starting it again")
    keeping = keep().catch((error: unknown) => {
      report(`The embedded PostgreSQL does not start: ${String(error)}`)
      setTimeout(() => !leaving && revive(), 2000).unref()
    })
  }
  let keeping = keep()
  await keeping
  await makeDatabase(keeper).catch((error: unknown) => {
    throw withFault(error, lastFault())
  })

  return {
    address,
    lastFault,
    async leave() {
      leaving = true
      // who leaves while the server is being brought back would leave it running behind them
      await keeping
      if (keeper) await leaveServer(home, keeper)
    },
  }
}

/** What ended with a lost connection, told by why the server was lost. */
export const withFault = (error: unknown, fault: string | null): unknown =>
  fault !== null && isConnectionLost(error)
    ? new Error(`The embedded PostgreSQL stopped: ${fault}.`, { cause: error })
    : error

async function connectOrStart(
  home: PostgresHome,
  socket: string,
  report: Report,
  isLeaving: () => boolean,
): Promise<pg.Client> {
  const patience = Date.now() + 60_000
  const logFile = join(home.folder, "server.log")
  let problem = ""
  for (; Date.now() < patience; await sleep(200)) {
    const client = new pg.Client({ host: socket, user, database: "postgres", application_name: keeperName })
    client.on("error", () => {})
    try {
      await client.connect()
      client.removeAllListeners("error")
      return client
    } catch {
      await client.end().catch(() => {})
    }
    if (isLeaving()) throw new Error("PostgreSQL is not needed any more")
    // where it runs already but is still recovering, this says so at once and the next round tries again
    const logged = lengthOfLog(logFile)
    const args = ["start", "-w", "-t", "60", "-D", join(home.folder, "cluster"), "-l", logFile]
    const started = await runProgram(home, "pg_ctl", args)
    if (started.code === 0) continue
    const fault = whyPostgresEnded(logFile, logged) ?? started.output
    const pidFile = join(home.folder, "cluster/postmaster.pid")
    const stranger = /lock file/.test(fault) ? strangerIn(pidFile) : null
    if (stranger) {
      throw new Error(
        `The embedded PostgreSQL does not start: ${pidFile} names process ${stranger.pid}, which is ${stranger.name} and no PostgreSQL. Remove that file, where no other PostgreSQL uses the folder, and start again.`,
      )
    }
    if (isLasting(fault)) throw new Error(`The embedded PostgreSQL does not start: ${fault}.`)
    if (fault !== problem && !/lock file|another server/i.test(fault))
      report(`PostgreSQL is not up yet: ${fault}`)
    problem = fault
  }
  throw new Error(
    `The embedded PostgreSQL did not start within a minute: ${problem || "it does not answer"}. Its log is ${logFile}.`,
  )
}

async function makeDatabase(keeper: pg.Client | null): Promise<void> {
  const found = await keeper?.query("select from pg_database where datname = $1", [user])
  if (found?.rowCount) return
  await keeper?.query(`create database ${user}`).catch((error: { code?: string }) => {
    // another process was faster
    if (error.code !== "42P04" && error.code !== "23505") throw error
  })
}

async function leaveServer(home: PostgresHome, keeper: pg.Client): Promise<void> {
  try {
    await keeper.query("select pg_advisory_lock($1)", [leavingLock])
    const others = await keeper.query(
      "select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()",
      [keeperName],
    )
    if (others.rowCount === 0) {
      await runProgram(home, "pg_ctl", [
        "stop",
        "-w",
        "-m",
        "fast",
        "-t",
        "4",
        "-D",
        join(home.folder, "cluster"),
      ])
    }
  } finally {
    await keeper.end().catch(() => {})
  }
}
