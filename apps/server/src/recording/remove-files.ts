import type { Storage } from "../storage/storage.ts"
import { folderOf } from "./stored-log.ts"

const atOnce = 8

/** Removes files of the storage, a few at once; those that are gone already as well. */
export async function removeFiles(storage: Pick<Storage, "remove">, keys: readonly string[]): Promise<void> {
  for (let i = 0; i < keys.length; i += atOnce)
    await Promise.all(keys.slice(i, i + atOnce).map((key) => storage.remove(key)))
}

/** Removes the files of all recordings of a workspace that is no more. */
export async function removeFilesOf(
  storage: Pick<Storage, "list" | "remove">,
  workspaceId: string,
): Promise<void> {
  await removeFiles(storage, await storage.list(folderOf(workspaceId)))
}
