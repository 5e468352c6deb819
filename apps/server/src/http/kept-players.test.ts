import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { folderStorage } from "../storage/folder-storage.ts"
import { builtPlayer, keepPlayers, keepUntilKept } from "./kept-players.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-players-"))
  mkdirSync(join(folder, "dist"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const script = "export const player = 1"
const build = createHash("sha256").update(script).digest("hex").slice(0, 32)
const open = () => keepPlayers(folderStorage(join(folder, "data")))

test("the player of a build is there when the folder of built scripts is another one", async () => {
  writeFileSync(join(folder, "dist", `player-${build}.js`), script)
  writeFileSync(join(folder, "dist", "app.js"), "app")
  writeFileSync(join(folder, "dist", `player-${build}.js.br`), "packed")
  await open().keep(join(folder, "dist"))
  await open().keep(join(folder, "dist"))
  rmSync(join(folder, "dist"), { recursive: true })
  await open().keep(join(folder, "dist"))
  expect(String(await open().read(build))).toBe(script)
  expect(await Promise.all([build, "0".repeat(32)].map(open().has))).toEqual([true, false])
  expect(await folderStorage(join(folder, "data")).list("players/")).toEqual([`players/player-${build}.js`])
})

test("a folder of built scripts tells its player, and none where there is none or more than one", async () => {
  const dist = join(folder, "dist")
  expect(await builtPlayer(join(folder, "missing"))).toBeNull()
  writeFileSync(join(dist, "app.js"), "app")
  expect(await builtPlayer(dist)).toBeNull()
  for (const name of ["", ".br", ".gz"]) writeFileSync(join(dist, `player-${build}.js${name}`), script)
  expect(await builtPlayer(dist)).toBe(build)
  writeFileSync(join(dist, `player-${"0".repeat(32)}.js`), script)
  expect(await builtPlayer(dist)).toBeNull()
})

test("what is not kept, or is no build, is null", async () => {
  expect(await open().read("0".repeat(32))).toBeNull()
  for (const odd of ["", "../../etc/passwd", `${build}.js`, build.toUpperCase()]) {
    expect(await open().read(odd)).toBeNull()
  }
})

test("a script that somebody changed is not handed out, and one that was cut is kept anew", async () => {
  const storage = folderStorage(join(folder, "data"))
  await storage.put(`players/player-${build}.js`, Readable.from([Buffer.from("fetch('/api/keys')")]))
  expect(await open().read(build)).toBeNull()
  writeFileSync(join(folder, "dist", `player-${build}.js`), script)
  await open().keep(join(folder, "dist"))
  expect(String(await open().read(build))).toBe(script)
})

test("a player that could not be kept plays as long as its folder is there", async () => {
  writeFileSync(join(folder, "dist", `player-${build}.js`), script)
  const full = { ...folderStorage(join(folder, "data")), put: () => Promise.reject(new Error("full")) }
  const players = keepPlayers(full)
  await expect(players.keep(join(folder, "dist"))).rejects.toThrow("full")
  expect(await players.has(build)).toBe(true)
})

test("a storage that does not take the player is told of once, and tried each minute until it does", async () => {
  vi.useFakeTimers()
  let isFull = true
  let tries = 0
  const players = {
    async keep() {
      tries++
      if (isFull) throw new Error("the disk is full")
    },
  }
  const told: unknown[] = []
  await keepUntilKept(players, "dist", (error) => told.push(error))
  await vi.advanceTimersByTimeAsync(120_000)
  expect([tries, told]).toEqual([3, [new Error("the disk is full")]])
  isFull = false
  await vi.advanceTimersByTimeAsync(600_000)
  expect(tries).toBe(4)
  isFull = true
  const stop = await keepUntilKept(players, "dist", () => {})
  stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(tries).toBe(5)
  vi.useRealTimers()
})
