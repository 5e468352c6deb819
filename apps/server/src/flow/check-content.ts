import { type BlueprintContent, publishFaults } from "@holdfast/protocol/flow"
import { BlueprintContent as ContentSchema } from "@holdfast/protocol/schema"
import { Ajv, type ErrorObject } from "ajv"
import { sentenceFor } from "../schema/sentence-for.ts"

/** A content that may not be published. The message has one sentence for each fault, beginning with where it is. */
export class BlueprintRefused extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join(" "))
    this.faults = faults
  }
}

const ajv = new Ajv({ allowUnionTypes: true, discriminator: true, verbose: true })
ajv.addKeyword("accepts")
const hasShape = ajv.compile<BlueprintContent>(ContentSchema)

/**
 * Whether a content may be published: first its shape, then the rules of a flow. Every writer of blueprints asks it.
 * @throws BlueprintRefused with the first fault of the shape, or else every fault against the rules
 */
export function checkContent(content: unknown): asserts content is BlueprintContent {
  if (!hasShape(content)) throw new BlueprintRefused([shapeFault(hasShape.errors?.[0])])
  const faults = publishFaults(content)
  if (faults.length > 0) throw new BlueprintRefused(faults.map(({ path, fault }) => `${path} ${fault}.`))
}

/** The first fault of a content's shape, as a sentence that begins with where it is; null where the shape is right. A draft has any content of the right shape. */
export const shapeFaultOf = (content: unknown): string | null =>
  hasShape(content) ? null : shapeFault(hasShape.errors?.[0])

const shapeFault = (error: ErrorObject | undefined) =>
  !error || (error.instancePath === "" && error.keyword === "type")
    ? "The content is no object."
    : sentenceFor(error)
