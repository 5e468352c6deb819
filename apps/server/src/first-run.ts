import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Auth } from "./account/auth.ts"
import { createKeySet, type KeySet } from "./account/keys.ts"
import { passwordFault } from "./account/password/password-fault.ts"
import { addMember, generatePassword, setPerson } from "./account/people.ts"
import type { Secret } from "./account/secret.ts"
import { createWorkspace, listWorkspaces, newWorkspace } from "./account/workspaces.ts"
import { ConfigError } from "./config/config-error.ts"
import type { Config } from "./config.ts"
import type { Database, Db } from "./db/database.ts"
import { lockedTransaction } from "./db/locked-transaction.ts"
import { newId } from "./db/new-id.ts"
import { seedDemo } from "./demo/seed-demo.ts"
import { writeDemoRecordings } from "./demo/write-demo-recordings.ts"
import { installFlows } from "./flow/install-flows.ts"
import { starterFlows } from "./flow/starter-flow.ts"
import { writeWhole } from "./write-whole.ts"

export interface FirstRun {
  config: Config
  database: Database
  auth: Auth
  secret: Secret
  report: (message: string) => void
  /** Finds the hash of the player that is served, null where there is none: with it the demo's sessions have recordings. */
  findPlayer?: () => Promise<string | null>
}

export interface FirstRunResult {
  /** The owner's password, where this very start generated it: shown once. */
  generatedPassword: string | null
}

/**
 * Gives an empty database its first workspace, with an owner, a set of keys and a Primary Flow, and in demo mode
 * two years of simulated sessions. The workspace's own row is written last, with the sessions: killed in the middle, the next start
 * finds no workspace and begins again. Of several servers that start at once on one database, one makes it and the
 * others wait for it.
 */
export const firstRun = (run: FirstRun): Promise<FirstRunResult> =>
  // a lock of a transaction, which is given back even where its holder is killed
  lockedTransaction(run.database.db, "first run", async (trx) => {
    if ((await listWorkspaces(trx)).length > 0) return { generatedPassword: null }
    return makeFirstWorkspace(run)
  })

async function makeFirstWorkspace({
  config,
  database,
  auth,
  secret,
  report,
  findPlayer = async () => null,
}: FirstRun): Promise<FirstRunResult> {
  const { db } = database
  const now = new Date()
  const workspace = newWorkspace(config.demo ? "Lantern (demo)" : "My company", now)
  const person = { email: config.ownerEmail, name: "Owner" }
  const fault =
    config.ownerPassword &&
    (await passwordFault(config.ownerPassword, { ...person, workspaces: [workspace.name] }))
  if (fault) throw new ConfigError(`HOLDFAST_OWNER_PASSWORD cannot be used. ${fault}`)
  const password = config.ownerPassword ?? generatePassword()
  const makeOwner = () => setPerson(auth, { ...person, password })
  const write = (owner: { userId: string }) => async (trx: Db) => {
    const keys = await createKeySet(trx, secret, workspace, "First keys")
    await addMember(trx, workspace.id, owner.userId, "owner", now)
    await createWorkspace(trx, workspace, now)
    writeWhole(keysFile(config), `${JSON.stringify(keys, null, 2)}\n`, "replace")
  }
  if (config.demo) {
    report("Making the demo workspace")
    // its sessions with it: killed in the middle, no sessions are left of a workspace that never was
    const writeWorkspace = write(await makeOwner())
    const playerBuild = await findPlayer()
    await seedDemo(database, workspace.id, { now }, async (trx) => {
      if (playerBuild !== null) await writeDemoRecordings(trx, workspace.id, { secret, playerBuild })
      await writeWorkspace(trx)
    })
  } else {
    const flows = starterFlows({ flow: newId(now), blueprint: newId(now) }, now)
    await installFlows(db, workspace.id, flows, now)
    await db.transaction().execute(write(await makeOwner()))
  }
  return { generatedPassword: config.ownerPassword === null ? password : null }
}

/** Where the first set of keys lies, readable only for who runs the server. */
export const keysFile = (config: Config) => join(config.dataDir, "keys.json")

/** The first set of keys, for the demo shop; null where the file is gone. */
export function readFirstKeys(config: Config): KeySet | null {
  try {
    return JSON.parse(readFileSync(keysFile(config), "utf8")) as KeySet
  } catch {
    return null
  }
}
