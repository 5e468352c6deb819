import type { BlueprintContent } from "../flow/blueprint.ts"
import { mapTexts } from "../flow/flow-texts.ts"
import { mergeFieldName, replaceMergeFields } from "../flow/merge-fields.ts"

/** What stands for the value of a merge field, which is in no recording. */
const standInFor = (field: string): string => `[${mergeFieldName(field)}]`

/**
 * A text of a flow as a recording shows it. A field that had a value stands by its name, and one that had none shows its
 * fallback, as it did to the customer.
 * @param valued the fields that had a value; null where nobody knows, so that each stands by its name
 */
export const nameMergeFields = (text: string, valued: readonly string[] | null): string =>
  replaceMergeFields(text, (field) => (valued === null || valued.includes(field) ? standInFor(field) : ""))

/** All texts of a flow so, but for the answers to pick, which every customer reads as they are written. */
export const withFieldNames = (
  content: BlueprintContent,
  valued: readonly string[] | null,
): BlueprintContent => ({
  ...content,
  steps: mapTexts(content, ({ field, text }) => (field === "value" ? text : nameMergeFields(text, valued))),
})
