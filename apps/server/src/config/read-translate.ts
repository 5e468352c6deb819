import type { LibreTranslateAddress } from "../flow/translate/libre-translate.ts"
import { ConfigError } from "./config-error.ts"

/** Where flows are translated. A refusal does not repeat the address: it may hold a password. */
export function readTranslate(value: (name: string) => string | null): LibreTranslateAddress | null {
  const [text, key] = [value("HOLDFAST_TRANSLATE_URL"), value("HOLDFAST_TRANSLATE_KEY")]
  if (text === null) {
    if (key === null) return null
    throw new ConfigError("HOLDFAST_TRANSLATE_KEY is given without HOLDFAST_TRANSLATE_URL, whose key it is.")
  }
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ConfigError(
      "HOLDFAST_TRANSLATE_URL is not the address of a LibreTranslate server; it takes one such as https://translate.example.com, without a user or a query.",
    )
  }
  return { url: url.href.replace(/\/+$/, ""), key }
}
