import { Readable } from "node:stream"
import { folderStorage } from "../folder-storage.ts"

/** Puts a file into a folder, as a process of its own, and prints why it could not, and what is left there. */
const storage = folderStorage(process.argv[2] ?? "")
const put = storage.put("a/b/1.file", Readable.from([Buffer.alloc(100_000)]))
const code = await put.then(
  () => null,
  (error: NodeJS.ErrnoException) => error.code,
)
const unfinished = await storage.listUnfinished("a/")
process.stdout.write(JSON.stringify({ code, files: await storage.list("a/"), unfinished: unfinished.length }))
