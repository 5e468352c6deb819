/**
 * How the value of a filter stands in a query: as it is, and "none" is `null`. A value that would read as that word, or
 * as that word behind backslashes, has one backslash more: the answer "null" is `\null`, and `\null` is `\\null`.
 */
export const writeFilterValue = (value: string | null): string =>
  value === null ? "null" : escapable.test(value) ? `\\${value}` : value

/** The opposite of `writeFilterValue`. */
export function readFilterValue(text: string): string | null {
  if (text === "null") return null
  return escapable.test(text) ? text.slice(1) : text
}

const escapable = /^\\*null$/
