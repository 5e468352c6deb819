import { existsSync, globSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { expect, test } from "vitest"

const packages = ["core", "dates", "notifications"] as const
const here = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(here.resolve(`@mantine/${name}/styles.css`))
const read = (file: string) => readFileSync(file, "utf8")

const sources = globSync("**/*.tsx", { cwd: join(import.meta.dirname, "..") })
  .map((file) => read(join(import.meta.dirname, "..", file)))
  .join("\n")

/** The module of each component that a package exports, by its name. */
const modulesOf = (name: string): [string, string][] =>
  relativeImports(join(folderOf(name), "esm/index.mjs")).map((file) => [basename(file, ".mjs"), file])

const modules = new Map(packages.flatMap(modulesOf))

function relativeImports(file: string): string[] {
  const found = read(file).matchAll(/^(?:import|export) [^"]*"(\.[^"]+)";$/gm)
  return [...found].map(([, path = ""]) => join(dirname(file), path)).filter((path) => existsSync(path))
}

/** The components that a text imports from the library. */
function importedFrom(text: string): string[] {
  const found = text.matchAll(/import \{([^}]*)\} from "@mantine\/(?:core|dates|notifications)"/g)
  return [...found].flatMap(([, list = ""]) =>
    list.split(",").flatMap((name) => modules.get(name.trim()) ?? []),
  )
}

/** A component hands out its parts, such as `Checkbox.Card`, whether anybody takes them or not. */
function untakenParts(file: string): Set<string> {
  const text = read(file)
  const parts = [...text.matchAll(/^(\w+)\.(\w+) = (\w+);$/gm)].filter(
    ([, whole, part, name]) => !sources.includes(`<${whole}.${part}`) && !text.includes(`(${name}, `),
  )
  return new Set(parts.map(([, , , name = ""]) => `${name}.mjs`))
}

/** The style sheets of the components in use, and of those that these are built from. */
function neededSheets(): string[] {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    const parts = untakenParts(file)
    for (const next of [...relativeImports(file), ...importedFrom(read(file))])
      if (!parts.has(basename(next))) visit(next)
  }
  for (const file of importedFrom(sources)) visit(file)
  return [...seen]
    .map((file) => basename(file, ".mjs"))
    .filter((name) => existsSync(join(folderOf("core"), "styles", `${name}.layer.css`)))
}

const imported = [
  ...read(join(import.meta.dirname, "mantine.css")).matchAll(/\/styles\/([\w-]+)\.layer\.css"/g),
].map(([, name = ""]) => name)

test("each component of the library that is in use, and each that it is built from, has its styles", () => {
  const needed = neededSheets()
  expect(needed.length).toBeGreaterThan(20)
  expect(needed.filter((name) => !imported.includes(name))).toEqual([])
})

test("no styles are loaded of what nothing uses", () => {
  const needed = neededSheets()
  // those of no component are of the page
  const loaded = imported.filter((name) => modules.has(name))
  expect(loaded.length).toBeGreaterThan(20)
  expect(loaded.filter((name) => !needed.includes(name))).toEqual([])
})
