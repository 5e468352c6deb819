import { type Static, Type } from "typebox"
import { offerTypes } from "../words.ts"
import * as field from "./field.ts"
import { SessionFacts } from "./session-facts.ts"

/**
 * A session as a Data API gives it back, and as an import takes it: the facts, and what the server that kept it
 * says beside them. Unknown fields are kept.
 */
export const ImportedRecord = Type.Object(
  {
    ...SessionFacts.properties,
    _id: Type.String({ minLength: 1, maxLength: field.limits.id, description: "id of the session" }),
    createdAt: Type.String({ format: "holdfast-instant", description: "when the session began" }),
    updatedAt: Type.Optional(field.instant("when the record last changed")),
    mode: Type.Optional(field.oneOfAnyCase(["LIVE", "TEST", "SANDBOX"], "billing environment", true)),
    saveType: Type.Optional(field.oneOf([...offerTypes, "ABANDON"], "how it ended without a cancellation")),
    verified: Type.Optional(field.flag("false where nobody vouched for the customer", true)),
  },
  { additionalProperties: true },
)
export type ImportedRecord = Static<typeof ImportedRecord>
