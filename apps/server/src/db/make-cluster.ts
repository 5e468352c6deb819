import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type PostgresHome, runProgram } from "./postgres-binaries.ts"

/** Whose the cluster is; the database has the same name. */
export const clusterUser = "holdfast"

/**
 * Makes the data folder of the embedded PostgreSQL where there is none: `initdb` into a folder of its own, renamed when
 * complete, so that a kill in the middle leaves nothing half made. Several processes may try at once.
 * @throws where the data belongs to another version of PostgreSQL, or cannot be made
 */
export async function makeCluster(home: PostgresHome, report: (message: string) => void): Promise<void> {
  const cluster = join(home.folder, "cluster")
  removeAbandoned(home)
  if (existsSync(cluster)) {
    const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim()
    if (version !== "18") {
      throw new Error(
        `The data in ${cluster} belongs to PostgreSQL ${version}; this Holdfast runs PostgreSQL 18.`,
      )
    }
    return
  }
  report("Making the database (PostgreSQL 18)")
  const partial = join(home.folder, `making-${process.pid}`)
  const args = [
    "-D",
    partial,
    "-U",
    clusterUser,
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--auth=trust",
    "--no-sync",
  ]
  const made = await runProgram(home, "initdb", args)
  if (made.code !== 0) throw new Error(`PostgreSQL could not make its data folder: ${made.output}`)
  writeFileSync(join(partial, "postgresql.conf"), "include_if_exists = 'holdfast.conf'\n", { flag: "a" })
  try {
    renameSync(partial, cluster)
  } catch (error) {
    // another process was faster
    if (!existsSync(cluster)) throw error
    rmSync(partial, { recursive: true })
  }
}

/** Making takes seconds: whoever has the number of its process by now, an older one is nobody's. */
const longestMakingMs = 10 * 60_000

/** What a killed process left half made. */
export function removeAbandoned(home: Pick<PostgresHome, "folder">): void {
  for (const name of readdirSync(home.folder)) {
    const pid = /^making-(\d+)$/.exec(name)?.[1]
    const folder = join(home.folder, name)
    if (pid && (!isAlive(Number(pid)) || isOld(folder))) rmSync(folder, { recursive: true, force: true })
  }
}

const isOld = (folder: string) => Date.now() - statSync(folder).mtimeMs > longestMakingMs

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
