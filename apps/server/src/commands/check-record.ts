import { ImportedRecord } from "@holdfast/protocol/schema"
import type { ErrorObject } from "ajv"
import { findUnstorable } from "../http/find-unstorable.ts"
import { compileBody, sentenceFor } from "../http/validation.ts"
import type { CheckRecord } from "../session/import/read-record.ts"

const hasShape = compileBody(ImportedRecord)

/** Holds a record against the same rules as what comes in over HTTP. */
export const checkRecord: CheckRecord = {
  isRight: (record) => hasShape(record) && findUnstorable(record, "the record") === null,
  refusalOf(record) {
    if (hasShape(record)) return null
    const [problem] = (hasShape.errors ?? []) as ErrorObject[]
    return problem ? sentenceFor(problem) : "It is no record of a session."
  },
}
