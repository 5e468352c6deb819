import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { expect, test } from "vitest"

const src = import.meta.dirname

/** Which files of `src` each of them imports, types included. Tests are left out. */
function readImports(): Map<string, string[]> {
  const names = readdirSync(src, { recursive: true, encoding: "utf8" })
  const files = names.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(src, file), "utf8")
      const found = [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)]
      return [file, found.map(([, path = ""]) => relative(src, join(src, dirname(file), path)))]
    }),
  )
}

/** The first way round that it finds, as `a > b > a`; null where there is none. */
function findRing(imports: Map<string, string[]>): string | null {
  const isClear = new Set<string>()
  const follow = (file: string, way: string[]): string | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file].join(" > ")
    if (isClear.has(file)) return null
    for (const next of imports.get(file) ?? []) {
      const ring = follow(next, [...way, file])
      if (ring) return ring
    }
    isClear.add(file)
    return null
  }
  for (const file of imports.keys()) {
    const ring = follow(file, [])
    if (ring) return ring
  }
  return null
}

test("every import leads to a file, and none leads back to where it began", () => {
  const imports = readImports()
  const lost = [...imports].flatMap(([file, paths]) =>
    paths.filter((path) => !imports.has(path)).map((path) => `${file} > ${path}`),
  )
  expect(lost).toEqual([])
  expect(imports.size).toBeGreaterThan(30)
  expect(findRing(imports)).toBeNull()
})

test("no folder leads back to itself by way of another", () => {
  const roomOf = (file: string) => file.split("/")[0] ?? file
  const rooms = new Map<string, string[]>()
  for (const [file, paths] of readImports()) {
    const room = roomOf(file)
    const others = paths.map(roomOf).filter((other) => other !== room)
    rooms.set(room, [...new Set([...(rooms.get(room) ?? []), ...others])])
  }
  expect(rooms.get("steps")).toEqual(expect.arrayContaining(["view", "run"]))
  expect(findRing(rooms)).toBeNull()
})

test("a ring is found wherever it hangs on", () => {
  const imports = new Map([
    ["app", ["leaf", "a"]],
    ["leaf", []],
    ["a", ["leaf", "b"]],
    ["b", ["leaf", "c"]],
    ["c", ["a"]],
  ])
  expect(findRing(imports)).toBe("a > b > c > a")
})
