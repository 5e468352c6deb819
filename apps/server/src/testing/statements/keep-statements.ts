import { createHash } from "node:crypto"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** A statement that a test had the server send. */
export interface KeptStatement {
  text: string
  /** The source file that sent it; null where nothing on the stack is ours. */
  sentBy: string | null
  /** The test file in which it was sent. */
  test: string
  /** The schema in which its names are looked up. */
  schema: string
}

/** Puts each statement into a file of its own in the folder; one that differs in values alone is there already. */
export function keepStatements(folder: string): (statement: KeptStatement) => void {
  const kept = new Set<string>()
  return (statement) => {
    const shape = `${statement.schema}: ${shapeOf(shortened(statement.text))}`
    if (kept.has(shape)) return
    kept.add(shape)
    const name = createHash("sha1").update(shape).digest("hex")
    writeOnce(join(folder, `${name}.json`), JSON.stringify(statement))
  }
}

/** Another process may write the same file at this moment. */
function writeOnce(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
}

const longest = 20_000

/** What is longer has more rows of the same in its middle. */
const shortened = (text: string) =>
  text.length <= 2 * longest ? text : `${text.slice(0, longest)} ${text.slice(-longest)}`

export const readStatements = (folder: string): KeptStatement[] =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")))

/** Without what is another each time and is read alike by any PostgreSQL: ids, numbers, how long a list is. */
export const shapeOf = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "0")
    .replaceAll(/\$\d+|-?\b\d+\b/g, "0")
    .replaceAll(/('?0'?(?:::\w+)?)(?:, ?\1)+/g, "$1")
    .replaceAll(/(\([^()]*\))(?:, ?\1)+/g, "$1")
