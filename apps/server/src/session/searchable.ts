/**
 * A text as searches see it, on either side: in lower case and in one spelling (NFC), a line break is a space. So what
 * stands between the fields of a session's text, a line break, is in no search, and a match lies within one field.
 * Typographic quotes and hyphens are the plain ones, each other space is a plain one, and what has no width is not there.
 */
export function searchable(text: string): string {
  const plain = isAscii.test(text) ? text : evened(text)
  return plain.toLowerCase().replace(/\r\n|[\r\n]/g, " ")
}

/** Most texts are: they have one spelling. */
const isAscii = /^[ -~\r\n\t]*$/

const evened = (text: string): string =>
  text
    .normalize("NFC")
    // lower case may take a letter apart again
    .toLowerCase()
    .normalize("NFC")
    .replace(zeroWidth, "")
    .replace(spaces, " ")
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .replace(hyphens, "-")

/** All but the zero-width joiner, which joins several emoji into one picture. */
const zeroWidth = /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const spaces = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g
const apostrophes = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u00b4\uff07]/g
const quotes = /[\u201c-\u201f\u2033\u00ab\u00bb\uff02]/g
const hyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
