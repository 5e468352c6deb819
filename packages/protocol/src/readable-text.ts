/** C0 without tab and line feed, DEL, C1 and the byte order mark: they draw nothing, or a box. */
function isSilent(code: number): boolean {
  if (code === 0x09 || code === 0x0a) return false
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0xfeff
}

/**
 * What a person typed, without the characters that cannot be seen. Null when nothing readable is left, so that the
 * caller shows no empty shell. Copies and exports keep the original.
 */
export function readableText(text: string | null | undefined): string | null {
  if (!text) return null
  const kept = Array.from(text.toWellFormed(), (character) => {
    return isSilent(character.codePointAt(0) ?? 0) ? "" : character
  }).join("")
  const trimmed = kept.trim()
  return /[^\s\u200b-\u200f\u2028-\u202e\u2060-\u2069]/u.test(trimmed) ? trimmed : null
}
