import { join } from "node:path"
import type { Config } from "../config.ts"
import { folderStorage } from "./folder-storage.ts"
import type { Storage } from "./storage.ts"

/** The bucket that is configured, else the folder `files` of the data folder. */
export async function openStorage({ bucket, dataDir }: Pick<Config, "bucket" | "dataDir">): Promise<Storage> {
  if (!bucket) return folderStorage(join(dataDir, "files"))
  // Amazon's client takes 30 MB, which whoever has no bucket need not spend
  const { bucketStorage } = await import("./bucket-storage.ts")
  return bucketStorage(bucket)
}
