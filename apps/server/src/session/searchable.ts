/**
 * A text as searches see it, on either side: in lower case, and a line break is a space. So what stands between the
 * fields of a session's text, a line break, is in no search, and a match lies within one field.
 */
export const searchable = (text: string): string => text.toLowerCase().replace(/\r\n|[\r\n]/g, " ")
