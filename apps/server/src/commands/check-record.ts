import { ImportedRecord } from "@holdfast/protocol/schema"
import type { ErrorObject } from "ajv"
import { findUnstorable } from "../http/find-unstorable.ts"
import { compileTolerantly, sentenceFor } from "../http/validation.ts"
import type { RecordProblem } from "../session/import/leave-out.ts"

const hasShape = compileTolerantly(ImportedRecord)

/**
 * Holds a record against the same rules as what comes in over HTTP, only that a number may be written as a text.
 * @returns the first thing that is wrong; null for nothing
 */
export function checkRecord(record: Record<string, unknown>): RecordProblem | null {
  if (!hasShape(record)) {
    const [problem] = hasShape.errors ?? []
    return problem
      ? { path: pathOf(problem), reason: sentenceFor(problem) }
      : { path: [], reason: "It is no record of a session." }
  }
  const found = findUnstorable(record, "the record")
  return found && { path: found.path, reason: found.sentence }
}

function pathOf({ instancePath, params }: ErrorObject): (string | number)[] {
  const keys = instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
  if (typeof params.missingProperty === "string") keys.push(params.missingProperty)
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))
}
