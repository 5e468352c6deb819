import { build, type Rolldown } from "vite"

/** Where the examples of charts are served, for the tests alone. */
export const examplesBase = "/charts-examples/"

/** What is built, by the rest of its path; built once, when it is asked for first. */
let files: Promise<Map<string, string | Uint8Array>> | undefined

/** A file of the examples; null where there is none. */
export async function exampleFile(path: string): Promise<string | Uint8Array | null> {
  files ??= buildExamples()
  return (await files).get(path.slice(examplesBase.length) || "index.html") ?? null
}

async function buildExamples() {
  const output = await build({
    configFile: `${import.meta.dirname}/../../../vite.config.ts`,
    root: import.meta.dirname,
    base: examplesBase,
    logLevel: "error",
    build: { write: false },
  })
  const [{ output: built }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  return new Map(built.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]))
}
