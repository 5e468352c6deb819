import { randomBytes } from "node:crypto"
import { constants, createWriteStream, type Stats } from "node:fs"
import { access, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { pipeline } from "node:stream/promises"
import { assertKey, hearOfFailure, type Storage } from "./storage.ts"

const unfinished = /\.[0-9a-f]{16}\.part$/

/**
 * Files in a folder of this machine. A file is written beside its place, made durable, and renamed into it. What lies in the place of
 * a file and is none, such as a folder, a link or a pipe, is nothing that was put there: it is not read, and what is put takes its place
 * where the system lets it.
 */
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
        await makeFolder(dirname(path), folder)
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
      const path = pathOf(key)
      // looked at first: to open a pipe would wait for ever
      if (!(await fileAt(path))) throw new Error(`There is no file ${key}`)
      const file = await open(path)
      return file.createReadStream(range && { start: range.first, end: range.last })
    },
    async stat(key) {
      const found = await fileAt(pathOf(key))
      return found && { bytes: found.size }
    },
    remove: (key) => rm(pathOf(key), { force: true }).catch(orNone(undefined)),
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

/** @throws where it cannot be made, with the reason: on a disk that is read only `mkdir` of several folders says ENOENT */
async function makeFolder(path: string, within: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    await access(within, constants.W_OK)
    throw error
  }
}

/** Without it a crash of the machine could forget the new name. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}

/** A regular file, or null where there is none. */
async function fileAt(path: string): Promise<Stats | null> {
  const found = await lstat(path).catch(orNone(null))
  return found?.isFile() ? found : null
}

/** There is none; something that is no folder lies in the place of one of its folders; or a folder lies in its own. */
const noFile = new Set(["ENOENT", "ENOTDIR", "ERR_FS_EISDIR"])

const orNone =
  <T>(none: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code !== undefined && noFile.has(error.code)) return none
    throw error
  }
