import { listWorkspaces } from "../account/workspaces.ts"
import type { Db } from "../db/database.ts"
import { CommandError } from "./with-database.ts"

/** The workspace of an App ID; without one, the only one there is. */
export async function chooseWorkspace(db: Db, appId: string | undefined) {
  const workspaces = await listWorkspaces(db)
  const [first] = workspaces
  if (!first) throw new CommandError("There is no workspace yet; start the server once with npm start.")
  if (appId === undefined) {
    if (workspaces.length === 1) return first
    throw new CommandError(
      `There are several workspaces; name one with --workspace: ${workspaces.map((each) => each.appId).join(", ")}.`,
    )
  }
  const chosen = workspaces.find((workspace) => workspace.appId === appId)
  if (!chosen)
    throw new CommandError(
      `There is no workspace with the App ID "${appId}"; npx holdfast workspace list says which there are.`,
    )
  return chosen
}
