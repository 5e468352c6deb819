import { isUuid } from "../../db/uuid.ts"
import type { Sent } from "./record-statements.ts"

/** Statements as a person reads them, one below the other, each parameter with the kind of its value. */
export const writtenSql = (statements: readonly Sent[]): string => `${statements.map(written).join("\n\n")}\n`

function written({ text, values }: Sent): string {
  const kinds = values.map((value, i) => `$${i + 1} ${kindOf(value)}`)
  return [
    `${withLines(text).split("\n").flatMap(wrapped).join("\n")};`,
    ...(kinds.length > 0 ? [`-- ${kinds.join(", ")}`] : []),
  ].join("\n")
}

const width = 110

/** A long list goes on below, so that a change of one column is a change of one line. */
function wrapped(line: string): string[] {
  const indent = `${/^ */.exec(line)?.[0]}    `
  const lines: string[] = []
  for (const piece of line.split(/(?<=, )/)) {
    const current = lines.at(-1)
    if (current !== undefined && current.length + piece.length <= width) lines[lines.length - 1] += piece
    else lines.push(lines.length === 0 ? piece : indent + piece)
  }
  return lines.map((each) => each.trimEnd())
}

/** A line for each part of a statement that was built on one; else as it was written, without what stands before all lines. */
function withLines(text: string): string {
  const tidy = text.replaceAll(literals, "'{…}'::$1[]").replaceAll(ids, "('…')").trim()
  if (!tidy.includes("\n")) return tidy.replaceAll(parts, "\n$1")
  const [first = "", ...rest] = tidy.split("\n").filter((line) => line.trim() !== "")
  const depth = Math.min(...rest.map((line) => line.length - line.trimStart().length))
  return [first, ...rest.map((line) => line.slice(Math.max(0, depth - 2)))]
    .map((line) => line.trimEnd())
    .join("\n")
}

const parts = / (from|where|order by|limit|set|values|on conflict|returning)(?= )/g

/** Names of locks as hashes, and ids in a copy, which takes no parameters. */
const literals = /'\{[^']*\}'::(bigint|uuid)\[\]/g
const ids = /\((?:'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'(?:, )?)+\)/g

function kindOf(value: unknown): string {
  if (value === null) return "null"
  // whichever value comes first: a list of them has no order of its own
  if (Array.isArray(value)) {
    return `${value.length > 0 ? kindOf(value.find((each) => each !== null) ?? null) : "nothing"}[]`
  }
  if (value instanceof Date) return "time"
  if (Buffer.isBuffer(value)) return "bytes"
  if (typeof value !== "string") return typeof value
  if (isUuid(value)) return "uuid"
  return /^[[{]/.test(value) ? "json" : "text"
}
