import { execFileSync } from "node:child_process"
import { once } from "node:events"
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { Readable } from "node:stream"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { bucketStorage } from "./bucket-storage.ts"
import { folderStorage } from "./folder-storage.ts"
import type { Storage } from "./storage.ts"
import { type BucketServer, startBucketServer } from "./testing/bucket-server.ts"

/** What every storage promises, in the same words for a folder and for a bucket. */
interface Place {
  storage: Storage
  close(): Promise<void>
}

async function folderPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "hf-storage-"))
  return { storage: folderStorage(folder), close: () => rm(folder, { recursive: true }) }
}

async function bucketPlace(): Promise<Place> {
  const server: BucketServer = await startBucketServer()
  const storage = bucketStorage(server.address)
  const close = async () => {
    storage.close()
    await server.close()
  }
  return { storage, close }
}

const megabyte = 1024 * 1024
/** More than two parts of an upload. */
const large = Buffer.from(Array.from({ length: 20 * 1024 }, (_, i) => i % 251))
const largeCopies = 1000

function* manyPieces(): Generator<Buffer> {
  for (let i = 0; i < largeCopies; i++) yield large
}

describe.each([
  ["a folder", folderPlace],
  ["a bucket", bucketPlace],
])("%s", (_name, open) => {
  let place: Place
  let storage: Storage
  beforeAll(async () => {
    place = await open()
    storage = place.storage
  })
  afterAll(() => place.close())

  const textOf = async (stream: Readable) => Buffer.concat(await stream.toArray()).toString()

  test("gives back what was put, as a whole and in parts", async () => {
    await storage.put("exports/one/1.file", Readable.from([Buffer.from("0123456789")]))
    expect(await storage.stat("exports/one/1.file")).toEqual({ bytes: 10 })
    expect(await textOf(await storage.read("exports/one/1.file"))).toBe("0123456789")
    expect(await textOf(await storage.read("exports/one/1.file", { first: 0, last: 0 }))).toBe("0")
    expect(await textOf(await storage.read("exports/one/1.file", { first: 7, last: 9 }))).toBe("789")
  })

  test("keeps an empty file", async () => {
    await storage.put("exports/empty/1.file", Readable.from([]))
    expect(await storage.stat("exports/empty/1.file")).toEqual({ bytes: 0 })
  })

  test("keeps a file of many parts byte by byte", async () => {
    await storage.put("exports/large/1.file", Readable.from(manyPieces()))
    expect(await storage.stat("exports/large/1.file")).toEqual({ bytes: large.length * largeCopies })
    const at = 9 * megabyte
    const part = await storage.read("exports/large/1.file", { first: at, last: at + 999 })
    const expected = Buffer.concat([large, large]).subarray(at % large.length, (at % large.length) + 1000)
    expect(Buffer.concat(await part.toArray()).equals(expected)).toBe(true)
    await storage.remove("exports/large/1.file")
  })

  test("hears of a stream that fails as soon as it was handed over, and of one that had failed before", async () => {
    const lost = (content: Readable) => content.destroy(new Error("the connection was lost"))
    const content = Readable.from(manyPieces())
    const put = storage.put("exports/early/1.file", content)
    lost(content)
    await expect(put).rejects.toThrow("the connection was lost")
    const failed = lost(Readable.from(manyPieces()).on("error", () => {}))
    await expect(storage.put("exports/early/1.file", failed)).rejects.toThrow("the connection was lost")
    expect(await storage.stat("exports/early/1.file")).toBe(null)
    expect(await storage.listUnfinished("exports/early/")).toEqual([])
  })

  test("puts a file in the place of another", async () => {
    for (const text of ["first", "second"]) {
      await storage.put("exports/twice/1.file", Readable.from([Buffer.from(text)]))
    }
    expect(await textOf(await storage.read("exports/twice/1.file"))).toBe("second")
  })

  test("lists what begins so, and forgets what is removed", async () => {
    for (const key of [
      "listed/b/1.file",
      "listed/a/1.file",
      "listed/a/1.manifest.json",
      "listed-not/1.file",
    ]) {
      await storage.put(key, Readable.from([Buffer.from("x")]))
    }
    expect((await storage.list("listed/")).toSorted()).toEqual([
      "listed/a/1.file",
      "listed/a/1.manifest.json",
      "listed/b/1.file",
    ])
    await storage.remove("listed/a/1.file")
    await storage.remove("listed/a/1.file")
    expect(await storage.stat("listed/a/1.file")).toBeNull()
    expect((await storage.list("listed/a/")).toSorted()).toEqual(["listed/a/1.manifest.json"])
    expect(await storage.list("nothing/")).toEqual([])
    await expect(storage.read("listed/a/1.file")).rejects.toThrow()
  })

  test("a stream that fails leaves nothing, however much it had sent", async () => {
    async function* failing() {
      yield* manyPieces()
      throw new Error("the source broke")
    }
    await expect(storage.put("failed/a/1.file", Readable.from(failing()))).rejects.toThrow("the source broke")
    expect(await storage.list("failed/")).toEqual([])
    expect(await storage.listUnfinished("failed/")).toEqual([])
  })

  test("a stream that is destroyed without a word leaves nothing", async () => {
    const content = new Readable({ read() {} })
    content.push(large)
    const put = storage.put("destroyed/a/1.file", content)
    await expect.poll(() => content.readableLength).toBe(0)
    content.destroy()
    await expect(put).rejects.toThrow()
    expect(await storage.list("destroyed/")).toEqual([])
    expect(await storage.listUnfinished("destroyed/")).toEqual([])
  })

  test("an abort stops it, leaves nothing and lets go of the source", async () => {
    const controller = new AbortController()
    let sent = 0
    async function* endless() {
      for (;;) {
        sent++
        yield large
      }
    }
    const content = Readable.from(endless())
    const put = storage.put("aborted/a/1.file", content, controller.signal)
    const refused = expect(put).rejects.toThrow()
    await expect.poll(() => sent).toBeGreaterThan(1000)
    controller.abort()
    await refused
    expect(content.destroyed).toBe(true)
    expect(await storage.list("aborted/")).toEqual([])
    expect(await storage.listUnfinished("aborted/")).toEqual([])
  })

  test("an abort before the start stops it too", async () => {
    const controller = new AbortController()
    controller.abort()
    const put = storage.put("never/a/1.file", Readable.from([large]), controller.signal)
    await expect(put).rejects.toThrow()
    expect(await storage.list("never/")).toEqual([])
  })

  test("nothing is there before it is complete, and what a killed writer left can be found and removed", async () => {
    const content = new Readable({ read() {} })
    for (let i = 0; i < largeCopies; i++) content.push(large)
    const put = storage.put("half/a/1.file", content)
    const keys = async () => (await storage.listUnfinished("half/")).map(({ key }) => key)
    await expect.poll(keys).toEqual(["half/a/1.file"])
    expect(await storage.list("half/")).toEqual([])
    expect(await storage.stat("half/a/1.file")).toBeNull()
    for (const { remove } of await storage.listUnfinished("half/")) await remove()
    expect(await keys()).toEqual([])
    content.destroy()
    await expect(put).rejects.toThrow()
  })

  test.for(["", "a", "/etc/passwd", "../a/b", "a/../b", "a/.hidden", "A/b", "a//b", "a/b\0"])(
    "%j is no key",
    async (key) => {
      await expect(storage.put(key, Readable.from([]))).rejects.toThrow("is no key")
      await expect(storage.read(key)).rejects.toThrow("is no key")
    },
  )
})

/** What may lie in the place of a file, by the path of the file and of another one beside it. */
const noFiles: [what: string, make: (path: string, other: string) => unknown, isReplaced: boolean][] = [
  ["a folder", (path) => mkdir(path), false],
  ["a folder with files in it", (path) => mkdir(join(path, "within"), { recursive: true }), false],
  ["a link to another file", (path, other) => symlink(other, path), true],
  ["a link to nothing", (path, other) => symlink(`${other}-not`, path), true],
  ["a link to a folder", (path, other) => symlink(dirname(other), path), true],
  ["a pipe", (path) => execFileSync("mkfifo", [path]), true],
]

describe.each(noFiles)("%s in the place of a file", (_what, make, isReplaced) => {
  let folder: string
  let storage: Storage
  const key = "a/b/1.file"
  const other = () => join(folder, "other")
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hf-storage-"))
    storage = folderStorage(folder)
    await mkdir(join(folder, "a/b"), { recursive: true })
    await writeFile(other(), "somebody else's")
    await make(join(folder, key), other())
  })
  afterEach(() => rm(folder, { recursive: true }))

  test("is no file", async () => {
    expect(await storage.stat(key)).toBeNull()
    await expect(storage.read(key)).rejects.toThrow("There is no file")
    expect(await storage.list("a/")).toEqual([])
  })

  test("is removed without a word, and nothing behind it", async () => {
    await storage.remove(key)
    expect(await readdir(join(folder, "a/b"))).toEqual(isReplaced ? [] : ["1.file"])
    expect(await readFile(other(), "utf8")).toBe("somebody else's")
  })

  test("gives way to what is put, or the put fails and leaves nothing", async () => {
    const put = storage.put(key, Readable.from([Buffer.from("ours")]))
    if (isReplaced) await put
    else await expect(put).rejects.toThrow()
    expect(await storage.stat(key)).toEqual(isReplaced ? { bytes: 4 } : null)
    expect(await storage.listUnfinished("a/")).toEqual([])
    expect(await readFile(other(), "utf8")).toBe("somebody else's")
  })
})

test("a file in the place of a folder holds no files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hf-storage-"))
  const storage = folderStorage(folder)
  await mkdir(join(folder, "a"))
  await writeFile(join(folder, "a/b"), "no folder")
  expect(await storage.stat("a/b/1.file")).toBeNull()
  expect(await storage.list("a/b/1.")).toEqual([])
  expect(await storage.listUnfinished("a/b/1.")).toEqual([])
  await storage.remove("a/b/1.file")
  await expect(storage.put("a/b/1.file", Readable.from(["x"]))).rejects.toThrow()
  await rm(folder, { recursive: true })
})

test.each([
  ["full", "size=8k", "ENOSPC"],
  ["read only", "ro", "EROFS"],
])("a disk that is %s is named by its own code, and nothing is left on it", async (_what, options, code) => {
  const folder = await mkdtemp(join(tmpdir(), "hf-storage-"))
  // nobody but this process sees the disk, which goes with it
  const mountAndPut = 'mount -t tmpfs -o "$1" tmpfs "$2" && "$3" "$4" "$2"'
  const script = join(import.meta.dirname, "testing/put-one.ts")
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"]
  const args = ["--mount", "sh", "-ec", mountAndPut, "sh", options, folder, process.execPath, script]
  const said = execFileSync("unshare", [...asRoot, ...args], { encoding: "utf8" })
  expect(JSON.parse(said)).toEqual({ code, files: [], unfinished: 0 })
  await rm(folder, { recursive: true })
})

test("a folder has no partial file left after all of this", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hf-storage-"))
  const storage = folderStorage(folder)
  await storage.put("a/b/1.file", Readable.from([Buffer.from("x")]))
  expect(await readdir(join(folder, "a/b"))).toEqual(["1.file"])
  await rm(folder, { recursive: true })
})

test("a bucket that takes a connection and never answers is an error, and keeps nobody waiting", async () => {
  const server = createServer(() => {}).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const address = {
    ...{ bucket: "silent", region: "us-east-1", endpoint: `http://127.0.0.1:${port}` },
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
  }
  const storage = bucketStorage(address, { requestTimeout: 50 })
  const late = { name: "TimeoutError" }
  await expect(storage.put("a/1.file", Readable.from([Buffer.from("a")]))).rejects.toMatchObject(late)
  await expect(storage.read("a/1.file")).rejects.toMatchObject(late)
  await expect(storage.stat("a/1.file")).rejects.toMatchObject(late)
  await expect(storage.remove("a/1.file")).rejects.toMatchObject(late)
  await expect(storage.list("a/")).rejects.toMatchObject(late)
  storage.close()
  server.close()
})
