// A throw-away server of Debian's PostgreSQL 15, the oldest version that Holdfast supports.
import { spawnSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const bin = "/usr/lib/postgresql/15/bin"

export const hasPostgres15 = () => existsSync(join(bin, "initdb"))

/** @returns {Promise<{ url: string, stop(): void } | null>} null where it is not installed */
export async function startPostgres15() {
  if (!hasPostgres15()) return null
  const folder = mkdtempSync(join(tmpdir(), "hf-pg15-"))
  const asUser = process.getuid?.() === 0 ? idsOf("postgres") : {}
  if (asUser.uid) chownSync(folder, asUser.uid, asUser.gid)
  const data = join(folder, "data")
  const program = (name, args) => {
    const { status, stderr, stdout } = spawnSync(join(bin, name), args, {
      ...asUser,
      cwd: "/",
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    })
    if (status !== 0) throw new Error(`${name} of PostgreSQL 15 failed: ${stderr || stdout}`)
  }
  program("initdb", [
    "-D",
    data,
    "-U",
    "holdfast",
    "--auth=trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
  ])
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c max_connections=200`
  program("pg_ctl", ["start", "-w", "-D", data, "-l", join(folder, "log"), "-o", settings])
  return {
    url: `postgres://holdfast@${encodeURIComponent(folder)}/postgres`,
    stop() {
      program("pg_ctl", ["stop", "-w", "-m", "fast", "-D", data])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function idsOf(user) {
  const id = (flag) => Number(spawnSync("id", [flag, user], { encoding: "utf8" }).stdout)
  return { uid: id("-u"), gid: id("-g") }
}
