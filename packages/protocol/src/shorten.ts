/**
 * The beginning of a text, at most `most` UTF-16 units, never half a character, with an ellipsis where something is
 * missing. A row shows a few lines of what may be 10,000 characters: laying all of them out froze the page for
 * almost 4 seconds.
 */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`
}
