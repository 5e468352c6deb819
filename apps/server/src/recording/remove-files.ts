import type { Storage } from "../storage/storage.ts"
import { folderOf } from "./stored-log.ts"

const atOnce = 8

/** Removes files of the storage, a few at once; those that are gone already as well. */
export async function removeFiles(storage: Pick<Storage, "remove">, keys: readonly string[]): Promise<void> {
  for (let i = 0; i < keys.length; i += atOnce)
    await Promise.all(keys.slice(i, i + atOnce).map((key) => storage.remove(key)))
}

/** Removes what was being written under names that begin so, by a server that was killed. */
export async function removeUnfinished(
  storage: Pick<Storage, "listUnfinished">,
  prefix: string,
): Promise<void> {
  for (const each of await storage.listUnfinished(prefix)) await each.remove()
}

/** Removes the files of all recordings of a workspace that is no more. */
export async function removeFilesOf(
  storage: Pick<Storage, "list" | "listUnfinished" | "remove">,
  workspaceId: string,
): Promise<void> {
  const folder = folderOf(workspaceId)
  await removeFiles(storage, await storage.list(folder))
  await removeUnfinished(storage, folder)
}
