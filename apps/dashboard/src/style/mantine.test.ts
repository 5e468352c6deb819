import { existsSync, globSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"

const styles = dirname(createRequire(import.meta.url).resolve("@mantine/core/styles.css"))
const sources = join(import.meta.dirname, "..")

/** The components that some file imports from the library. */
function componentsInUse(): Set<string> {
  const files = globSync("**/*.tsx", { cwd: sources })
  const names = files.flatMap((file) =>
    [
      ...readFileSync(join(sources, file), "utf8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g),
    ].flatMap(([, list = ""]) => list.split(",").map((name) => name.trim())),
  )
  return new Set(names)
}

test("each component of the library that is in use has its styles", () => {
  const sheet = readFileSync(join(import.meta.dirname, "mantine.css"), "utf8")
  const styled = [...componentsInUse()].filter((name) =>
    existsSync(join(styles, "styles", `${name}.layer.css`)),
  )
  expect(styled.length).toBeGreaterThan(10)
  expect(styled.filter((name) => !sheet.includes(`/styles/${name}.layer.css"`))).toEqual([])
})
