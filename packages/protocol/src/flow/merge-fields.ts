/** What a text of a flow can say of the customer who reads it (`{{FIELD|fallback}}`). */
export const mergeFields = [
  { field: "CUSTOMER_NAME.FIRST", label: "First name", fallback: "there" },
  { field: "CUSTOMER_NAME.LAST", label: "Last name", fallback: "" },
  { field: "CUSTOMER_NAME", label: "Full name", fallback: "there" },
  { field: "CUSTOMER_EMAIL", label: "Email address", fallback: "" },
] as const

/** What a person calls a field: a custom attribute by its key. */
export const mergeFieldName = (field: string): string =>
  mergeFields.find((known) => known.field === field)?.label ?? field

/** Any of these, or the key of a custom attribute. */
export const mergeFieldText = (field: string, fallback: string): string => `{{${field}|${fallback}}}`

export type TextPiece =
  | { kind: "text"; text: string }
  /** `label` is null for a custom attribute, whose key says what it is. */
  | { kind: "field"; field: string; label: string | null; fallback: string }

const fieldPattern = /\{\{\s*([^{}|]+?)\s*(?:\|([^{}]*))?\}\}/g

/** A text as its words and its merge fields, in order. Together they are the whole text, save for spaces in braces. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const match of text.matchAll(fieldPattern)) {
    if (match.index > end) pieces.push({ kind: "text", text: text.slice(end, match.index) })
    const [whole, field = "", fallback = ""] = match
    const label = mergeFields.find((known) => known.field === field)?.label ?? null
    pieces.push({ kind: "field", field, label, fallback: fallback.trim() })
    end = match.index + whole.length
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) })
  return pieces
}

export const hasMergeFields = (text: string): boolean => text.search(fieldPattern) >= 0

/**
 * Puts something in the place of each merge field. `<merge-field>` tags around a field are dropped.
 * @param standIn an empty text for the field's fallback, null to leave the field as it is written
 */
export const replaceMergeFields = (text: string, standIn: (field: string) => string | null): string =>
  text.replace(/<\/?merge-field[^>]*>/gi, "").replace(fieldPattern, (whole, field: string, fallback = "") => {
    const value = standIn(field)
    return value === null ? whole : value || String(fallback).trim()
  })
