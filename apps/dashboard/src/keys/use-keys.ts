import type { KeyOverlap, NewKey } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { keysQuery, makeKey, renameKey, replaceKey, revokeKey } from "../api/keys.ts"
import { usePlace } from "../shell/workspace.ts"

/** The keys of the workspace, and what can be done with them; each action rejects with a `Problem`. */
export function useKeys() {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const keys = useQuery(keysQuery(appId))
  /** The list is right before an action is over; where it cannot be read, the page says so. */
  const thenRead = async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action
    } finally {
      await client.invalidateQueries(keysQuery(appId))
    }
  }
  return {
    keys,
    make: (key: NewKey) => thenRead(makeKey(appId, key)),
    rename: (id: string, name: string) => thenRead(renameKey(appId, id, { name })),
    replace: (id: string, overlap: KeyOverlap) => thenRead(replaceKey(appId, id, { overlap })),
    revoke: (id: string) => thenRead(revokeKey(appId, id)),
  }
}

export type KeysState = ReturnType<typeof useKeys>
