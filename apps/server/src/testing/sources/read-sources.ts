import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../../root.ts"

export interface Source {
  /** From the checkout on: `apps/server/src/main.ts`. */
  path: string
  text: string
  isTest: boolean
}

const folders = ["apps", "packages", "e2e", "bench", "crash"]
const leftOut = new Set(["node_modules", "dist", "test-results"])

/** Every TypeScript file of the checkout, for tests of what may stand in one place alone. */
export const readSources = (): Source[] => folders.flatMap(readFolder)

const readFolder = (folder: string): Source[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): Source[] => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : readFolder(path)
    if (!/\.tsx?$/.test(entry.name)) return []
    return [{ path, text: readFileSync(join(root, path), "utf8"), isTest: isOfTests(path) }]
  })

const isOfTests = (path: string) => /\.(test|spec)\.tsx?$|\/testing\/|\/e2e\/|^(e2e|bench|crash)\//.test(path)
