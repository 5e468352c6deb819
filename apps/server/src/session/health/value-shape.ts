/** The longest text of which the whole shape is shown. */
const longestShown = 40

/** A longer one says enough by its length. */
const longestCounted = 10_000

/** Characters that tell of a spelling and of nobody: they stay as they are. */
const plain = /[ !"#$%&'()*+,\-./:;<=>?@[\\\]^_{|}~]/

/**
 * What a value looks like, without a letter or a digit of it: it may be of a customer, and is shown to people who are to
 * see none. `a text of 12 characters like "Aaa 9, 9999"`.
 */
export function valueShape(value: unknown): string {
  if (value === null) return "null"
  switch (typeof value) {
    case "string":
      return textShape(value)
    case "number":
      return `a number like ${String(value).replace(/\d/g, "9").slice(0, longestShown)}`
    case "boolean":
      return "true or false"
    case "object":
      return Array.isArray(value)
        ? `a list of ${counted(value.length, "entry", "entries")}`
        : `an object of ${counted(Object.keys(value).length, "field", "fields")}`
    default:
      return "nothing"
  }
}

function textShape(text: string): string {
  if (text === "") return "an empty text"
  if (text.length > longestCounted) return `a text of more than ${longestCounted} characters`
  let shape = ""
  let characters = 0
  for (const character of text) {
    characters += 1
    if (characters <= longestShown) shape += shapeOf(character)
  }
  const more = characters > longestShown ? "…" : ""
  return `a text of ${counted(characters, "character", "characters")} like "${shape}${more}"`
}

function shapeOf(character: string): string {
  if (/\p{Lu}|\p{Lt}/u.test(character)) return "A"
  if (/\p{L}|\p{M}/u.test(character)) return "a"
  if (/\p{N}/u.test(character)) return "9"
  return plain.test(character) ? character : "·"
}

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`
