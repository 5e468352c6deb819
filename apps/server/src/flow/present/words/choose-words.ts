import { ar } from "./ar.ts"
import { de } from "./de.ts"
import { en, type Words } from "./en.ts"
import { fr } from "./fr.ts"
import { it } from "./it.ts"
import { ja } from "./ja.ts"
import { nl } from "./nl.ts"
import { pl } from "./pl.ts"
import { pt } from "./pt.ts"
import { sp } from "./sp.ts"

/** Languages of the widget's own words. Spanish is `sp` on the wire; browsers say `es`. Both are understood. */
export const languages: Readonly<Record<string, Words>> = { en, fr, de, sp, pt, it, nl, pl, ja, ar }

/** @param tag a language as a browser or a page writes it, such as `fr-CA`; unknown ones are answered in English */
export function chooseWords(tag: string | null | undefined): { uiLang: string; words: Words } {
  const base = (tag?.toLowerCase().split(/[-_]/)[0] ?? "").replace(/^es$/, "sp")
  const words = Object.hasOwn(languages, base) ? languages[base] : undefined
  return words ? { uiLang: base, words } : { uiLang: "en", words: en }
}
