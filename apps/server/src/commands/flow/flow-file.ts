import { type BlueprintContent, type SegmentRule, stableJson } from "@holdfast/protocol/flow"
import { BlueprintContent as ContentSchema } from "@holdfast/protocol/schema"
import { Ajv } from "ajv"
import { Type } from "typebox"
import { rules } from "../../http/dashboard/segment-routes.ts"
import { visibleName } from "../../http/dashboard/visible-name.ts"
import { sentenceFor } from "../../schema/sentence-for.ts"
import { inSchemaOrder } from "./in-schema-order.ts"

/** A flow as it lies in a file, decision 44. A file of a new segment has neither of the ids. */
export interface FlowFile {
  flowId?: string
  /** null is the Primary Flow. */
  segment: FileSegment | null
  /** What was live when the content was read or published; null where nothing was. */
  basedOn: { version: number } | null
  content: BlueprintContent
}

export interface FileSegment {
  id?: string
  name: string
  enabled: boolean
  filter: SegmentRule[]
}

const exact = { additionalProperties: false }
const id = Type.Optional(Type.String({ minLength: 1, maxLength: 500 }))
const Segment = Type.Object({ id, name: visibleName, enabled: Type.Boolean(), filter: rules }, exact)
const BasedOn = Type.Object({ version: Type.Integer({ minimum: 1 }) }, exact)
const File = Type.Object(
  {
    flowId: id,
    segment: Type.Unsafe({ ...Segment, type: ["object", "null"] }),
    basedOn: Type.Unsafe({ ...BasedOn, type: ["object", "null"] }),
    content: ContentSchema,
  },
  exact,
)

const ajv = new Ajv({ allowUnionTypes: true, discriminator: true, verbose: true })
ajv.addKeyword("accepts")
const hasShape = ajv.compile<FlowFile>(File)

/** What a file says, or the sentence that tells why it says nothing. */
export function readFlowFile(text: string): { file: FlowFile } | { sentence: string } {
  const parsed = parseJson(text)
  if ("sentence" in parsed) return parsed
  const { value } = parsed
  if (hasShape(value)) return { file: value }
  const [error] = hasShape.errors ?? []
  const isNoObject = error?.instancePath === "" && error.keyword === "type"
  return { sentence: error && !isNoObject ? sentenceFor(error) : "It holds no object." }
}

export function parseJson(text: string): { value: unknown } | { sentence: string } {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, "")) }
  } catch (error) {
    return { sentence: `It is no JSON (${error instanceof Error ? error.message : String(error)}).` }
  }
}

/** The text of a flow's file: two spaces, the fields in the order of their schema, one line feed at the end. */
export const flowFileText = (file: FlowFile): string =>
  `${JSON.stringify(inSchemaOrder(File, file), null, 2)}\n`

/** Whether two values say the same, in whichever order their fields stand. */
export const isSame = (a: unknown, b: unknown): boolean => stableJson(a) === stableJson(b)
