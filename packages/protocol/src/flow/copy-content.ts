import type { BlueprintContent, Translations } from "./blueprint.ts"

/**
 * The same flow made of new parts, for another flow: every step, choice, option and offer gets a guid of its own, and
 * remembers as `origin` which part it was copied from. Translations go with their parts. Everything else stays as it is.
 * @param newGuid answers another one each time
 * @param isCopied whether the part of that guid is another flow's; one that is not keeps its guid
 */
export function copyContent(
  { translations, ...content }: BlueprintContent,
  newGuid: () => string,
  isCopied: (guid: string) => boolean = () => true,
): BlueprintContent {
  const renamed = new Map<string, string>()
  const copy = copied(content, newGuid, isCopied, renamed) as BlueprintContent
  return translations ? { ...copy, translations: ofParts(translations, renamed) } : copy
}

const ofParts = (translations: Translations, renamed: ReadonlyMap<string, string>): Translations =>
  Object.fromEntries(
    Object.entries(translations).map(([language, parts]) => [
      language,
      Object.fromEntries(Object.entries(parts).map(([guid, fields]) => [renamed.get(guid) ?? guid, fields])),
    ]),
  )

/** A part is what has a guid, wherever it stands. */
function copied(
  value: unknown,
  newGuid: () => string,
  isCopied: (guid: string) => boolean,
  renamed: Map<string, string>,
): unknown {
  if (Array.isArray(value)) return value.map((each) => copied(each, newGuid, isCopied, renamed))
  if (typeof value !== "object" || value === null) return value
  const fields = Object.entries(value).map(
    ([name, field]) => [name, copied(field, newGuid, isCopied, renamed)] as const,
  )
  const copy = Object.fromEntries(fields)
  if (!("guid" in value) || !isCopied(String(value.guid))) return copy
  const guid = newGuid()
  renamed.set(String(value.guid), guid)
  return { ...copy, guid, origin: value.guid }
}
