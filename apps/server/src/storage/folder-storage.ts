import { randomBytes } from "node:crypto"
import { createWriteStream } from "node:fs"
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { pipeline } from "node:stream/promises"
import { assertKey, hearOfFailure, type Storage } from "./storage.ts"

const unfinished = /\.[0-9a-f]{16}\.part$/

/** Files in a folder of this machine. A file is written beside its place, made durable, and renamed into it. */
export function folderStorage(folder: string): Storage {
  const pathOf = (key: string) => {
    assertKey(key)
    return join(folder, key)
  }
  const find = async (prefix: string) => {
    const within = join(folder, prefix.slice(0, prefix.lastIndexOf("/") + 1))
    const entries = await readdir(within, { recursive: true, withFileTypes: true }).catch(orNone([]))
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => keyOf(path).startsWith(prefix))
  }
  const keyOf = (path: string) => relative(folder, path).replaceAll("\\", "/")

  return {
    async put(key, content, signal) {
      hearOfFailure(content)
      const path = pathOf(key)
      const partial = `${path}.${randomBytes(8).toString("hex")}.part`
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const file = createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true })
        await pipeline(content, file, { signal: signal ?? new AbortController().signal })
        await rename(partial, path)
        await syncFolder(dirname(path))
      } catch (error) {
        content.destroy()
        await rm(partial, { force: true })
        throw error
      }
    },
    async read(key, range) {
      const file = await open(pathOf(key))
      return file.createReadStream(range && { start: range.first, end: range.last })
    },
    async stat(key) {
      const found = await stat(pathOf(key)).catch(orNone(null))
      return found && { bytes: found.size }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async list(prefix) {
      const paths = await find(prefix)
      return paths.map(keyOf).filter((key) => !unfinished.test(key))
    },
    async listUnfinished(prefix) {
      const paths = (await find(prefix)).filter((path) => unfinished.test(path))
      return paths.map((path) => ({
        key: keyOf(path).replace(unfinished, ""),
        remove: () => rm(path, { force: true }),
      }))
    },
    close() {},
  }
}

/** Without it a crash of the machine could forget the new name. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}

const orNone =
  <T>(none: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return none
    throw error
  }
