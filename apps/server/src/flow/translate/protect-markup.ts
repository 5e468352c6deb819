/** Merge fields, and tags that somebody wrote into a text. */
const protectedParts = /\{\{[^{}]*\}\}|<[^<>]+>/g
const kept = /<span\b[^>]*\btranslate="no"[^>]*>\s*\[(\d+)\]\s*<\/span\s*>/gi

/**
 * A text as HTML for a translator: merge fields and tags are numbers that are not to be translated, so nothing of what they
 * are called leaves the server.
 */
export function protectMarkup(text: string): { html: string; parts: string[] } {
  const parts: string[] = []
  let html = ""
  let end = 0
  for (const match of text.matchAll(protectedParts)) {
    html += `${escaped(text.slice(end, match.index))}<span translate="no">[${parts.length}]</span>`
    parts.push(match[0])
    end = match.index + match[0].length
  }
  return { html: html + escaped(text.slice(end)), parts }
}

/** The text that a translator made of it; null where a part is lost, doubled, or something else came in. */
export function restoreMarkup(html: string, parts: readonly string[]): string | null {
  const seen: number[] = []
  const pieces: (string | null)[] = []
  let end = 0
  for (const match of html.matchAll(kept)) {
    const number = Number(match[1])
    pieces.push(unescaped(html.slice(end, match.index)), parts[number] ?? null)
    seen.push(number)
    end = match.index + match[0].length
  }
  pieces.push(unescaped(html.slice(end)))
  const isWhole = seen.length === parts.length && new Set(seen).size === parts.length
  return isWhole && !pieces.includes(null) ? pieces.join("").trim() : null
}

const fieldWithFallback = /^\{\{([^{}|]*)\|([^{}]*)\}\}$/

/** The words that stand in place of what is not known of a customer: `there` of `{{CUSTOMER_NAME.FIRST|there}}`. */
export const fallbacksIn = (parts: readonly string[]): string[] =>
  parts.flatMap((part) => {
    const fallback = fieldWithFallback.exec(part)?.[2]?.trim() ?? ""
    return fallback === "" ? [] : [fallback]
  })

/** A merge field with its fallback in another language; as it was where that could not be said, or would break the field. */
export function withFallbacks(part: string, said: ReadonlyMap<string, string | null>): string {
  const [, field, fallback = ""] = fieldWithFallback.exec(part) ?? []
  const words = said.get(fallback.trim())
  return field === undefined || !words || /[{}|\n]/.test(words) ? part : `{{${field}|${words}}}`
}

const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\r\n|\r|\n/g, "<br>")

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" }

/** null where tags are in it that were not there. */
function unescaped(html: string): string | null {
  const text = html.replace(/[ \t]*<br\b[^>]*>[ \t]*(<\/br>)?/gi, "\n")
  if (/<\/?[a-z!]/i.test(text)) return null
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
