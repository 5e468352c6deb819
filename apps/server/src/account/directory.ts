import type { Db } from "../db/database.ts"
import { listFlowKeys } from "./keys.ts"
import type { Secret } from "./secret.ts"
import { findWorkspace, type Workspace } from "./workspaces.ts"

export interface DirectoryEntry {
  workspace: Workspace
  /** Every flow key that is valid now, in the clear. */
  flowKeys: readonly string[]
}

/** Workspaces and their flow keys, remembered for a moment: every report of every customer asks for them. */
export interface Directory {
  find(appId: string): Promise<DirectoryEntry | null>
  /** Looks again, for a proof that no remembered key fits: the key may be a moment old. */
  findAfresh(appId: string): Promise<DirectoryEntry | null>
}

const rememberMs = 5000

export function createDirectory(db: Db, secret: Secret): Directory {
  const remembered = new Map<string, { entry: DirectoryEntry; until: number }>()
  const findAfresh = async (appId: string) => {
    const workspace = await findWorkspace(db, appId)
    remembered.delete(appId)
    if (!workspace) return null
    const entry = { workspace, flowKeys: await listFlowKeys(db, secret, workspace.id) }
    remembered.set(appId, { entry, until: Date.now() + rememberMs })
    return entry
  }
  return {
    findAfresh,
    async find(appId) {
      const known = remembered.get(appId)
      return known && known.until > Date.now() ? known.entry : findAfresh(appId)
    },
  }
}
