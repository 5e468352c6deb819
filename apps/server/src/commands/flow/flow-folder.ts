import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Ajv } from "ajv"
import { Type } from "typebox"
import { sentenceFor } from "../../schema/sentence-for.ts"
import { CommandError } from "../with-database.ts"
import { type FlowFile, flowFileText, parseJson, readFlowFile } from "./flow-file.ts"

export const primaryPath = "primary.json"
export const orderPath = "order.json"
const segmentsFolder = "segments"
export const segmentPath = (name: string) => `${segmentsFolder}/${name}`

/** What is wrong with a file. The sentence stands by itself behind the path. */
export interface FileFault {
  path: string
  sentence: string
}

/** A file of the folder, with its path in it, as `segments/annual.json`. */
export interface StoredFlow {
  path: string
  file: FlowFile
}

export interface FlowFolder {
  /** Those that can be read: the Primary Flow, then segments by their names. */
  flows: StoredFlow[]
  /** Names of the segments' files, the first to be asked first. */
  order: string[]
  /** Names of all segments' files, those that cannot be read too. */
  names: string[]
  /** What cannot be read. */
  faults: FileFault[]
}

const ajv = new Ajv({ verbose: true })
const isOrder = ajv.compile<{ segments: string[] }>(
  Type.Object({ segments: Type.Array(Type.String()) }, { additionalProperties: false }),
)

/** @throws CommandError where the folder cannot be read; one that is not there is empty */
export function readFolder(dir: string): FlowFolder {
  const names = namesIn(join(dir, segmentsFolder)).filter((name) => name.endsWith(".json"))
  const folder: FlowFolder = { flows: [], order: [], names, faults: [] }
  for (const path of [primaryPath, ...names.map(segmentPath)]) {
    const text = textOf(dir, path)
    if (text === null) continue
    const read = readFlowFile(text)
    if ("file" in read) folder.flows.push({ path, file: read.file })
    else folder.faults.push({ path, sentence: read.sentence })
  }
  const order = readOrder(textOf(dir, orderPath))
  if ("sentence" in order) folder.faults.push({ path: orderPath, sentence: order.sentence })
  else folder.order = order.segments
  return folder
}

function readOrder(text: string | null): { segments: string[] } | { sentence: string } {
  if (text === null) return { segments: [] }
  const parsed = parseJson(text)
  if ("sentence" in parsed) return parsed
  if (isOrder(parsed.value)) return parsed.value
  const [error] = isOrder.errors ?? []
  return { sentence: error?.instancePath ? sentenceFor(error) : 'It takes {"segments": [names of files]}.' }
}

/** Writes a flow's file where it says something else by now; answers whether it did. */
export const writeFlow = (dir: string, path: string, file: FlowFile): boolean =>
  writeText(dir, path, flowFileText(file))

export const writeOrder = (dir: string, segments: readonly string[]): boolean =>
  writeText(dir, orderPath, `${JSON.stringify({ segments }, null, 2)}\n`)

export const removeFile = (dir: string, path: string): void => attempt(() => rmSync(join(dir, path)))

function writeText(dir: string, path: string, text: string): boolean {
  if (textOf(dir, path) === text) return false
  const to = join(dir, path)
  attempt(() => {
    mkdirSync(dirname(to), { recursive: true })
    // whole or not at all; and where a link stands, the link is replaced and not what it leads to
    writeFileSync(`${to}.new`, text)
    renameSync(`${to}.new`, to)
  })
  return true
}

const textOf = (dir: string, path: string): string | null =>
  unlessMissing(() => readFileSync(join(dir, path), "utf8"), null)

const namesIn = (folder: string): string[] => unlessMissing(() => readdirSync(folder).sort(), [])

function unlessMissing<T>(read: () => T, otherwise: T): T {
  return attempt(() => {
    try {
      return read()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise
      throw error
    }
  })
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error))
  }
}
