const code = (character: string) => character.charCodeAt(0)

/** The bytes that give JSON its structure. All are ASCII, so that UTF-8 needs no decoding to find them. */
export const jsonBytes = {
  quote: code('"'),
  backslash: code("\\"),
  comma: code(","),
  colon: code(":"),
  openList: code("["),
  closeList: code("]"),
  openObject: code("{"),
  closeObject: code("}"),
  newline: code("\n"),
} as const

export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === jsonBytes.newline || byte === 0x0d || byte === 0x09

/** One byte of a byte order mark in UTF-8. */
export const isMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf

/** Stands before each record of a JSON text sequence (RFC 7464). */
export const recordSeparator = 0x1e
