import { existsSync, globSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"

const sources = join(import.meta.dirname, "..")
const library = dirname(
  dirname(createRequire(import.meta.url).resolve("@mantine/core/styles/baseline.layer.css")),
)
const read = (path: string) => readFileSync(path, "utf8")

/** What the pages take of the library, by name. */
const taken = new Set(
  globSync("**/*.tsx", { cwd: sources }).flatMap((path) =>
    [...read(join(sources, path)).matchAll(/import \{([^}]+)\} from "@mantine\/core"/g)].flatMap(
      ([, names = ""]) => names.split(",").map((name) => name.trim()),
    ),
  ),
)

test("each component of the library that a page takes has its style sheet", () => {
  const imported = read(join(import.meta.dirname, "mantine.css"))
  const sheets = [...taken].map((name) => `styles/${name}.layer.css`)
  const own = sheets.filter((sheet) => existsSync(join(library, sheet)))
  expect(own.length).toBeGreaterThan(15)
  expect(own.filter((sheet) => !imported.includes(`"@mantine/core/${sheet}"`))).toEqual([])
})
