import type { BlueprintContent } from "./blueprint.ts"

/**
 * The same flow made of new parts, for another flow: every step, choice, option and offer gets a guid of its own, and
 * remembers as `origin` which part it was copied from. Everything else stays as it is.
 * @param newGuid answers another one each time
 * @param isCopied whether the part of that guid is another flow's; one that is not keeps its guid
 */
export const copyContent = (
  content: BlueprintContent,
  newGuid: () => string,
  isCopied: (guid: string) => boolean = () => true,
): BlueprintContent => copied(content, newGuid, isCopied) as BlueprintContent

/** A part is what has a guid, wherever it stands. */
function copied(value: unknown, newGuid: () => string, isCopied: (guid: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => copied(each, newGuid, isCopied))
  if (typeof value !== "object" || value === null) return value
  const fields = Object.entries(value).map(
    ([name, field]) => [name, copied(field, newGuid, isCopied)] as const,
  )
  const copy = Object.fromEntries(fields)
  return "guid" in value && isCopied(String(value.guid))
    ? { ...copy, guid: newGuid(), origin: value.guid }
    : copy
}
