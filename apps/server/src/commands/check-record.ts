import { ImportedRecord } from "@holdfast/protocol/schema"
import { ApiError } from "../http/api-error.ts"
import { assertStorable } from "../http/storable.ts"
import { compileTolerantly, sentenceFor } from "../http/validation.ts"

const hasShape = compileTolerantly(ImportedRecord)

/**
 * Holds a record against the same rules as what comes in over HTTP, only that a number may be written as a text.
 * @returns what is wrong, as a sentence; null for nothing
 */
export function checkRecord(record: Record<string, unknown>): string | null {
  if (!hasShape(record)) {
    const [problem] = hasShape.errors ?? []
    return problem ? sentenceFor(problem) : "It is no record of a session."
  }
  try {
    assertStorable(record)
    return null
  } catch (error) {
    if (error instanceof ApiError) return error.message.replace("the body", "the record")
    throw error
  }
}
