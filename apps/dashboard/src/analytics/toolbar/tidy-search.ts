/** What comes along with a copied text and cannot be seen. */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
/** An address as mail programs and pages hand it over: `mailto:ada@x.example`, `Ada <ada@x.example>;` */
const wrapped = /^(?:[^<>@]*<)?\s*(?:mailto:)?([^\s<>@]+@[^\s<>@;,]+?)\s*>?\s*[;,]?$/i

/** A search as it was meant: without what cannot be seen, and of a wrapped address the address. */
export function tidySearch(text: string): string {
  const seen = text.replace(invisible, "").trim().toWellFormed()
  return wrapped.exec(seen)?.[1] ?? seen
}
