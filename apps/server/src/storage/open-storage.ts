import { join } from "node:path"
import type { Config } from "../config.ts"
import { bucketStorage } from "./bucket-storage.ts"
import { folderStorage } from "./folder-storage.ts"
import type { Storage } from "./storage.ts"

/** The bucket that is configured, else the folder `files` of the data folder. */
export const openStorage = ({ bucket, dataDir }: Pick<Config, "bucket" | "dataDir">): Storage =>
  bucket ? bucketStorage(bucket) : folderStorage(join(dataDir, "files"))
