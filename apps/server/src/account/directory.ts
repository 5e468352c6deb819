import type { Db } from "../db/database.ts"
import type { FlowKey } from "./flow-token.ts"
import { listFlowKeys } from "./keys.ts"
import type { Secret } from "./secret.ts"
import { findWorkspace, type Workspace } from "./workspaces.ts"

export interface DirectoryEntry {
  workspace: Workspace
  /** Every flow key that was valid when it was read; one that ends meanwhile says when. */
  flowKeys: readonly FlowKey[]
}

/** Workspaces and their flow keys, remembered for a moment: every report of every customer asks for them. */
export interface Directory {
  find(appId: string): Promise<DirectoryEntry | null>
  /** Looks again, for a proof that no remembered key fits: the key may be a moment old. */
  findAfresh(appId: string): Promise<DirectoryEntry | null>
  /** What is remembered of a workspace no longer holds; other servers learn of it within 5 seconds. */
  forget(appId: string): void
}

const rememberMs = 5000

export function createDirectory(db: Db, secret: Secret, now: () => Date): Directory {
  const remembered = new Map<string, { entry: DirectoryEntry; until: number }>()
  let forgotten = 0
  const findAfresh = async (appId: string) => {
    const before = forgotten
    const workspace = await findWorkspace(db, appId)
    remembered.delete(appId)
    if (!workspace) return null
    const entry = { workspace, flowKeys: await listFlowKeys(db, secret, workspace.id, now()) }
    // read before something changed, it must not be what later callers find
    if (forgotten === before) remembered.set(appId, { entry, until: Date.now() + rememberMs })
    return entry
  }
  return {
    findAfresh,
    async find(appId) {
      const known = remembered.get(appId)
      return known && known.until > Date.now() ? known.entry : findAfresh(appId)
    },
    forget(appId) {
      forgotten += 1
      remembered.delete(appId)
    },
  }
}
