import { type Static, Type } from "typebox"
import { offerTypes, recordingStates, wireModes } from "../words.ts"
import { CustomerSnapshot, SessionFacts } from "./session-facts.ts"

const instant = (description: string) => Type.String({ format: "date-time", description })

/** A session as the Data API answers it. Fields that a client sent and that are not of the contract are there, too. */
export const SessionRecord = Type.Object(
  {
    _id: Type.String({ description: "id of the session" }),
    __v: Type.Literal(0, { description: "always there in records of the contract, and says nothing" }),
    org: Type.String({ description: "id of the workspace; not the App ID" }),
    createdAt: instant("when the customer entered the flow"),
    updatedAt: instant("when the record last changed"),
    mode: Type.Enum([...wireModes], { description: "billing environment" }),
    bounced: Type.Boolean({ description: "set aside for a more relevant session within 24 hours" }),
    canceled: Type.Boolean({ description: "the subscription was cancelled in the flow" }),
    aborted: Type.Boolean({ description: "closed, or silent for 30 minutes, without a decision" }),
    saveType: Type.Unsafe<string | null>({
      enum: [...offerTypes, "ABANDON", null],
      description: "the offer taken, or ABANDON; null for a cancellation and for a session in progress",
    }),
    segmentId: Type.Unsafe<string | null>({
      type: ["string", "null"],
      description: "matched segment; null is the Primary Flow",
    }),
    customer: CustomerSnapshot,
    verified: Type.Optional(
      Type.Literal(false, { description: "only where nobody vouched for the customer" }),
    ),
    recordingState: Type.Optional(
      Type.Enum([...recordingStates], {
        description:
          "what there is of its recording, or why there is none; missing where nothing is known of it",
      }),
    ),
    ...factsOfClient(),
  },
  { additionalProperties: true, description: "one run of the cancel flow by one customer" },
)
export type SessionRecord = Static<typeof SessionRecord>

function factsOfClient() {
  const { customer, canceled, aborted, segmentId, ...facts } = SessionFacts.properties
  return facts
}
