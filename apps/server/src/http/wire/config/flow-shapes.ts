import { type FlowArm, flowArms } from "@holdfast/protocol"
import { BlueprintContent } from "@holdfast/protocol/schema"
import { type Static, Type } from "typebox"
import { withNulls } from "./with-nulls.ts"

/** What the routes for config keys answer, for their documentation and for what a client may rely on. Times are ISO 8601. */

export const orNull = <T>(schema: { type: string }, description: string) =>
  Type.Unsafe<T | null>({ ...schema, type: [schema.type, "null"], description })

export const FlowParams = Type.Object({ flowId: Type.String({ maxLength: 500 }) })
export type FlowParams = Static<typeof FlowParams>

export const revision = Type.Integer({
  minimum: 0,
  maximum: 2_147_483_647,
  description: "of the draft; rises with every save, and `ETag` has it too",
})

export const endAbTest = Type.Optional(
  Type.Boolean({
    description:
      "ends the A/B test that would otherwise keep this from being done; it then awaits a decision",
  }),
)

export const Published = Type.Object({
  blueprintId: Type.String({ description: "id of the version, as sessions name it" }),
  version: Type.Integer({ description: "rises with every publication of the flow" }),
  publishedAt: Type.String({ format: "date-time" }),
})
export type Published = Static<typeof Published>

/** What became of the texts that were to be translated on the way. */
export const MadeVersion = Type.Object({
  ...Published.properties,
  translated: Type.Array(
    Type.Object({
      language: Type.String(),
      translated: Type.Integer(),
      failed: Type.Integer({ description: "they stay in the default language" }),
      why: orNull<string>(Type.String(), "why they failed; null where none did"),
    }),
    { description: "one for each of `automaticLanguages` in which texts were missing" },
  ),
})
export type MadeVersion = Static<typeof MadeVersion>

export const Fault = Type.Object({
  path: Type.String({ description: "where, such as `steps[1].survey.choices[3].value`" }),
  fault: Type.String({ description: "the end of a sentence that begins with the path" }),
})

export const Draft = Type.Object({
  flowId: Type.String(),
  name: Type.String(),
  revision,
  content: Type.Unsafe<BlueprintContent>(withNulls(BlueprintContent)),
  hasUnpublishedChanges: Type.Boolean(),
  published: orNull<Published>(Published, "what is live; null while nothing was published"),
  faults: Type.Array(Fault, { description: "what keeps it from being published" }),
  updatedAt: orNull<string>(Type.String(), "null where nothing was changed since the last publication"),
})
export type Draft = Static<typeof Draft>

/** In the contract's names (3.5). */
export const FlowEntry = Type.Object({
  flowId: Type.String(),
  scope: Type.Enum(["org", "segment"], { description: "`org` is the Primary Flow" }),
  name: Type.String(),
  arm: Type.Unsafe<FlowArm | null>({
    enum: [...flowArms, null],
    description: "side of its segment's A/B test; null while it stands in none",
  }),
  status: Type.Enum(["active", "setup_pending", "inactive"], {
    description: "`setup_pending`: never published; `inactive`: its segment is off, or it is archived",
  }),
  published: Type.Boolean(),
  hasUnpublishedChanges: Type.Boolean(),
  editableBlueprintId: Type.Null({
    description: "a draft is reached by its flow: `/v1/data/flows/:flowId/draft`",
  }),
  publishedBlueprintId: orNull<string>(Type.String(), "the version that customers see"),
  segment: Type.Optional(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      enabled: Type.Boolean(),
      priority: Type.Integer({ description: "from 0 up; the first that matches decides the flow" }),
    }),
  ),
})
export type FlowEntry = Static<typeof FlowEntry>
