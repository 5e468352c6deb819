/**
 * Values of a filter as one readable text of the address: `pause,discount`. Any text survives: `~` goes before a comma
 * or a `~` that belongs to a value, and before a value that is spelled like the word for "none"; `~empty` is the empty
 * text.
 */

/** `noneWord` stands for null: small letters only. */
export function writeValueList(values: readonly (string | null)[], noneWord: string): string {
  return values.map((value) => writeValue(value, noneWord)).join(",")
}

function writeValue(value: string | null, noneWord: string): string {
  if (value === null) return noneWord
  if (value === "") return "~empty"
  return value === noneWord ? `~${value}` : value.replace(/[~,]/g, "~$&")
}

/** The opposite of `writeValueList`; undefined stands for a part that cannot be read. */
export function readValueList(text: string, noneWord: string): (string | null | undefined)[] {
  return splitAtCommas(text).map((part) => readValue(part, noneWord))
}

function readValue(part: string, noneWord: string): string | null | undefined {
  if (part === noneWord) return null
  if (part === `~${noneWord}`) return noneWord
  if (part === "~empty") return ""
  const isReadable = part !== "" && /^([^~]|~[~,])*$/s.test(part)
  return isReadable ? part.replace(/~([~,])/g, "$1") : undefined
}

/** At the commas that no `~` claims. */
function splitAtCommas(text: string): string[] {
  const parts = [""]
  for (const [token] of text.matchAll(/~[~,]|./gsu)) {
    if (token === ",") parts.push("")
    else parts.push((parts.pop() ?? "") + token)
  }
  return parts
}
