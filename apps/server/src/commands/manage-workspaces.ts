import { createInterface } from "node:readline/promises"
import type { Kysely } from "kysely"
import { passwordCost, passwordHashing } from "../account/password/password-hash.ts"
import { makeResetLink } from "../account/password/reset-links.ts"
import { createPerson } from "../account/people/create-person.ts"
import { generatePassword } from "../account/people.ts"
import { makeWorkspace } from "../account/workspace/make-workspace.ts"
import {
  beginRemoval,
  finishRemovals,
  type RemovalRefusal,
  remembersMs,
} from "../account/workspace/remove-workspace.ts"
import { renameWorkspace } from "../account/workspace/rename-workspace.ts"
import { listWorkspaces } from "../account/workspaces.ts"
import type { Tables } from "../db/schema.ts"
import { openStorage } from "../storage/open-storage.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { CommandError, withDatabase } from "./with-database.ts"

/** `holdfast workspace create | list | rename | delete`. */

const actor = (verb: string) => ({ kind: "command", name: `holdfast workspace ${verb}` }) as const

const say = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`)

/** Makes a workspace; its owner is who has the address, or a new person who chooses a password by a link. */
export const createWorkspace = ({ name, owner }: { name: string; owner: string }): Promise<number> =>
  withDatabase(async ({ database: { db } }, { url }) => {
    const now = new Date()
    const email = owner.toLowerCase()
    const passwordHash = await passwordHashing(passwordCost).hash(generatePassword())
    const { workspace, link } = await db.transaction().execute(async (trx) => {
      const newcomer = await createPerson(trx, { email, isVerified: false, name: email, passwordHash }, now)
      const person = newcomer ?? (await findPerson(trx, email))
      const made = { name, owner: { id: person, email }, actor: actor("create") }
      return {
        workspace: await makeWorkspace(trx, made, now),
        link: newcomer && (await makeResetLink(trx, { url, userId: person, origin: "command", now })).link,
      }
    })
    say([
      `Workspace  ${workspace.name}`,
      `App ID     ${workspace.appId}`,
      `Owner      ${email}`,
      "",
      ...(link === null
        ? [`${email} signs in at ${url} as before, and finds it in the menu of workspaces.`]
        : [`${email} chooses a password here, once, within an hour:`, link]),
      `Keys: npx holdfast keys create --workspace ${workspace.appId}, or the page Keys.`,
    ])
    return 0
  })

async function findPerson(db: Kysely<Tables>, email: string): Promise<string> {
  const { id } = await db
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirstOrThrow()
  return id
}

export const showWorkspaces = (): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const workspaces = await listWorkspaces(db)
    if (workspaces.length === 0) say(["There is no workspace yet; start the server once with npm start."])
    else say(workspaces.map(({ appId, name }) => `${appId}  ${name}`))
    return 0
  })

export const nameWorkspace = (appId: string, name: string): Promise<number> =>
  withDatabase(async ({ database: { db } }) => {
    const { id } = await chooseWorkspace(db, appId)
    const before = await renameWorkspace(db, id, { name, actor: actor("rename") }, new Date())
    say([before === name ? `It is called "${name}" already.` : `"${before}" is called "${name}" now.`])
    return 0
  })

const refusals: Record<RemovalRefusal, string> = {
  no_such_workspace: "The workspace was deleted meanwhile.",
  is_the_only_one: "It is the only workspace. Create another one first; a start without any would make one.",
  prepares_an_export:
    "An export of this workspace is being prepared. Cancel it on the page, or wait until it is done; nothing was deleted.",
}

/** @param confirmed the workspace's name, as who deletes it gave it; asked for where it is left out */
export const deleteWorkspace = (appId: string, confirmed: string | undefined): Promise<number> =>
  withDatabase(async ({ database: { db } }, config) => {
    const { id, name } = await chooseWorkspace(db, appId)
    const given = confirmed ?? (await askForName(name))
    if (given.trim() !== name)
      throw new CommandError(
        `The workspace ${appId} is called "${name}", not "${given}"; nothing was deleted.`,
      )
    const result = await beginRemoval(db, id, new Date())
    if (result !== "begun") throw new CommandError(refusals[result])
    say([`"${name}" can be reached no more. Removing what it has; if this is stopped, the server goes on.`])
    const storage = await openStorage(config)
    await finishRemovals(db, storage, new Date())
    // a server may still remember it, and take in reports for it
    await new Promise((passed) => setTimeout(passed, remembersMs))
    const { errors } = await finishRemovals(db, storage, new Date())
    storage.close()
    const left = errors.length > 0 ? " Not all of it could be removed yet; the server goes on." : ""
    say([
      `"${name}" is deleted.${left} Files of its exports go within a minute. Its people keep their accounts.`,
    ])
    return 0
  })

async function askForName(name: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandError(
      `Deleting cannot be undone: say --confirm "${name}" to do it; nothing was deleted.`,
    )
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(
      `This deletes "${name}" with all of its sessions, flows, keys and its audit log, for good.\nType its name to go on: `,
    )
  } finally {
    terminal.close()
  }
}
